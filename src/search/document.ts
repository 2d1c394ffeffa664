/** A post as it is searched: its words in the order of its sections. */

/** A named thing that posts are filed under: what it is called in an address, and what readers see. */
export interface Name {
  value: string;
  label: string;
}

/** A stretch of a post. The first one, before any heading, has neither heading nor anchor. */
export interface Section {
  /** The id of the heading on the post's page; empty for the beginning. */
  anchor: string;
  heading: string;
  text: string;
  /** What stands in blocks of code, which is found but no excerpt of what is said. */
  code: string;
}

export interface Document {
  /** The post's id: `2026/11/on-fire`. */
  id: string;
  title: string;
  description: string;
  /** A day or a month, as authors write it. */
  published: string;
  authors: readonly Name[];
  category: Name | undefined;
  tags: readonly Name[];
  sections: readonly Section[];
}

/** What the public may know of a comment. */
export interface PublicComment {
  id: number;
  post: string;
  parent: number | null;
  name: string;
  /** An http(s) address, serialised by `URL`. */
  website: string | null;
  /** Safe HTML. */
  html: string;
  created: Date;
}

/** A comment as somebody wants to make it: checked and cleaned, not yet decided upon. */
export interface Draft {
  post: string;
  parent: number | null;
  name: string;
  email: string;
  website: string | null;
  text: string;
  /** The name, e-mail and website shall be remembered in this browser. */
  remember: boolean;
  /** A field that people cannot see was filled in. */
  trapped: boolean;
  /** Milliseconds since the form was made; null when the form does not prove it. */
  formAge: number | null;
}

/**
 * Sizes at the door, in bytes of UTF-8, as WordPress has them (`wp_get_comment_fields_max_lengths`);
 * how many characters a comment may have is a setting of the site.
 */
export const limits = { name: 245, email: 100, website: 200, comment: 65_525 } as const;

/** One thing noticed about a comment, in words a moderator reads, and how much it counts. */
export interface Signal {
  /** A word for programs, the same for ever: `first`, `links`, `spam` … */
  name: string;
  /** One is enough to hold a comment, parts of one add up; below zero speaks for it. */
  weight: number;
  words: string;
}

/** What a judge decides, and everything it went by. `spam` is kept for a moderator like `held`, in a folder of its own. */
export interface Verdict {
  status: 'published' | 'held' | 'spam';
  signals: Signal[];
}

/** What is known of the one who sends it, by proof and never by a typed name or address. */
export interface History {
  /** Published comments sent by the same browser. */
  published: number;
}

/** Decides whether a comment appears at once. The rules live in `moderation/`; an edge introduces them. */
export type Judge = (draft: Draft, facts: Facts) => Verdict;

/** What a judge is told of a draft besides its words. */
export interface Facts {
  links: number;
  history: History;
  /** How much it resembles what was marked as spam here, from 0 to 1, where somebody weighs that. */
  spam?: number;
}

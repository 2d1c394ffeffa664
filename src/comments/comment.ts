import type { Writing } from '../database/database.ts';
import type { Solution } from './proof.ts';

/** What the public may know of a comment. */
export interface PublicComment {
  id: number;
  post: string;
  parent: number | null;
  name: string;
  /** An http(s) address, serialised by `URL`. */
  website: string | null;
  /** As it was typed. */
  text: string;
  /** Safe HTML. */
  html: string;
  created: Date;
  /** Id of the author of the site who wrote it, signed in; null for everybody else. */
  author: string | null;
  /** A moderator changed its words. */
  edited: boolean;
}

/** Somebody of the house, proven by their session: what they write carries this name and address, whatever was typed. */
export interface House {
  name: string;
  email: string;
  /** Id of the author of the site they are; null for a moderator who is none. */
  author: string | null;
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
  /** The work its sender's browser proves to have done for this form; null without a valid proof. */
  solution: Solution | null;
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
  /** What was counted or measured, when other rules may see it otherwise: how many links, how alike. */
  value?: number;
  /** It came of the rules as they were. Without it, it is true of the comment whatever the rules. */
  rule?: true;
}

/** What a judge decides, and everything it went by. `spam` is kept for a moderator like `held`, in a folder of its own. */
export interface Verdict {
  status: 'published' | 'held' | 'spam';
  signals: Signal[];
}

/** What is known of the one who sends it, by proof and never by a typed name or address. */
export interface History {
  /** Comments sent by the same browser that a moderator approved. A confirmed address will be the other proof. */
  published: number;
}

/** Decides whether a comment appears at once. The rules live in `moderation/`; an edge introduces them. */
export type Judge = (draft: Judged, facts: Facts) => Verdict;

/** The words a judge sees: a draft, or a comment that was stored. */
export type Judged = Pick<Draft, 'post' | 'name' | 'email' | 'website' | 'text'>;

/** What a judge is told of a comment besides its words; recorded with it, so that other rules can judge it again. */
export interface Facts {
  /** What was noticed whatever the rules. */
  noticed: Signal[];
  links: number;
  history: History;
  /** How much it resembles what was marked as spam here, from 0 to 1; null when nobody weighed that. */
  likeness: number | null;
  /** Whether a proof of work came with it; null when none was asked for. */
  work: Work | null;
  /** Days since its post was published, when it was sent; null where that does not matter. */
  postAge: number | null;
  /** Keyed hash of the network it came from; null where that is forgotten. */
  network: string | null;
}

/** What became of the proof of work that was asked for; one that was used before is missing. */
export type Work = 'proven' | 'missing';

/** Who sends a comment, as hashes. */
export interface Sender {
  /** Keyed hash of the network. */
  network: string;
  /** Hash of the receipt the browser holds. */
  receipt: string;
}

/**
 * Looks at a draft and around it, in the transaction that will store it: signals whatever the rules, the likeness to spam,
 * and the wave of nearly identical comments it belongs to. An edge introduces it.
 */
export type Notice = (tx: Writing, draft: Draft, sender: Sender, now: Date) => Promise<Noticed>;

export interface Noticed {
  signals: Signal[];
  likeness: number | null;
  work: Work | null;
  wave: string | null;
  /** Remembers the comment once it has an id, so that the next one is seen beside it. */
  remember(tx: Writing, comment: number): Promise<void>;
}

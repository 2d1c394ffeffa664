/**
 * The tables as types. Public code gets `Tables`; what is private about commenters and moderators
 * is in `PrivateTables`, which only the owners of those tables may import (a test checks it).
 */
import type { Generated } from 'kysely';

export type CommentStatus = 'published' | 'held' | 'spam' | 'deleted';

export interface CommentsTable {
  id: Generated<number>;
  /** The id of the post it stands under: `2008/02/what-outcome-are-you-negotiating-for`. */
  post: string;
  /** The comment it answers; null for the first comment of a thread. */
  parent: number | null;
  /** The first comment of its thread; null for that comment itself. */
  root: number | null;
  name: string;
  website: string | null;
  /** What was typed, newlines as `\n`. */
  text: string;
  /** `text` as safe HTML, made by the renderer of `html_version`. */
  html: string;
  html_version: number;
  status: CommentStatus;
  /** When a moderator last decided; UTC milliseconds. What and why is in the log. */
  decided: number | null;
  /** Why the judge decided as it did: a JSON list of signals (`comments/comment.ts`). Later decisions are in the log. */
  reasons: string;
  /** UTC milliseconds. */
  created: number;
  /** What makes two submissions the same one: a keyed hash of post, parent, name, e-mail and text. */
  intention: string;
  /** Id of the author of the site who wrote it, signed in; null for everybody else. Readers see a mark. */
  author: string | null;
  /** When a moderator last changed its words; UTC milliseconds. Readers are told that it was. */
  edited: number | null;
  /** Comments that say nearly the same carry the same word: the queue folds them into one line. */
  wave: string | null;
  /** Grows with every decision and edit: who decides on an older one is told. */
  version: Generated<number>;
}

/** What a moderator settled for the discussion under one post; without a row, frontmatter and rules alone decide. */
export interface DiscussionsTable {
  post: string;
  /** Overrides what closes by age or frontmatter; null when neither was said. */
  state: 'open' | 'closed' | null;
  /** When `state` was last settled; UTC milliseconds. */
  since: number | null;
  /** The comment shown first. */
  pinned: number | null;
}

/** Everything a moderator did, kept: the log, and what undo goes by. */
export interface DecisionsTable {
  id: Generated<number>;
  /** What was done at once shares this; undo takes all of it back. */
  batch: string;
  /** Who did it; null on the command line. */
  moderator: number | null;
  /** The moderator's name as it was then, so that the log survives their account. */
  by: string;
  /** A word of `moderation/`: approve, hold, spam, trash, restore, edit, reply, close, reopen, pin, unpin, ban, rules, undo … */
  action: string;
  comment: number | null;
  post: string | null;
  /** What was changed, when it can be undone: `comment:12`, `state:` or `pin:` and a post. Later changes of the same stand in the way. */
  subject: string | null;
  /** UTC milliseconds. */
  at: number;
  /** What was changed, as JSON, as it was and as it became; null where nothing was or became. */
  before: string | null;
  after: string | null;
  /** The batch that took it back. */
  undone: string | null;
  /** The entry that this one took back. */
  undoes: number | null;
}

/** Every version of the rules; the newest one holds. */
export interface RulesTable {
  version: number;
  /** `moderation/rules.ts` as JSON. */
  rules: string;
  /** UTC milliseconds. */
  created: number;
  moderator: number | null;
  by: string;
}

/** A letter to be sent or sent. What it says and to whom is sealed, and forgotten once it is delivered. */
export interface LettersTable {
  id: Generated<number>;
  /** `sign-in`, `waiting`. */
  kind: string;
  /** Encrypted: recipient, subject, text. Empty once it was delivered or given up. */
  sealed: string;
  /** RFC 5322 Message-ID, the same at every attempt, so that a mail server can tell a repetition. */
  message_id: string;
  state: 'waiting' | 'sent' | 'failed';
  attempts: number;
  /** UTC milliseconds; a letter is tried from then on. */
  next_attempt: number;
  /** UTC milliseconds; from then on it is given up. */
  until: number;
  /** UTC milliseconds; until then the process that took it is at it. */
  claimed_until: number | null;
  created: number;
  /** UTC milliseconds; when it was sent or given up. */
  finished: number | null;
  /** Why the last attempt failed, without addresses. */
  error: string | null;
}

export interface RevisionsTable {
  /** A post's id: the thread under it changed. */
  region: string;
  /** Grows with every change anywhere; unique. */
  revision: number;
}

/** What was learnt of one bucket of features, in whole parts of `unit` (`moderation/features.ts`). Bucket 0 counts the decisions. */
export interface EvidenceTable {
  bucket: number;
  spam: number;
  ham: number;
  weight: number;
}

/** What a comment taught: at most one lesson at a time. */
export interface LessonsTable {
  comment: number;
  /** What a moderator last called it. */
  label: 'spam' | 'ham';
  /** How much was added of each feature to its evidence and to its weight, so that exactly this can be taken away again. */
  amount: number;
  step: number;
}

/** A wave of nearly identical comments, found by the sketch of its first one; forgotten when it is over. */
export interface WavesTable {
  name: string;
  /** `moderation/sketch.ts`. */
  sketch: string;
  /** How much its first text says: different words and pairs of words. */
  size: number;
  /** When the last comment joined it; UTC milliseconds. */
  seen: number;
}

/** The keys of its sketch; nearly identical texts share at least one. */
export interface WaveKeysTable {
  key: number;
  wave: string;
}

/** Which comment leads where: the host of every address in it. */
export interface MentionsTable {
  place: string;
  comment: number;
}

/** Proofs of work that were used, until the form they were made for is too old to be solved again. */
export interface SolutionsTable {
  /** Hash of the form's token and the salt its solution was found with. */
  task: string;
  /** UTC milliseconds. */
  expires: number;
}

/** How many comments that are not forgotten there are of each status under each post: kept by the database itself. */
export interface TalliesTable {
  status: CommentStatus;
  post: string;
  total: number;
}

/** How many there are of each status in each wave, most of which are one comment: kept by the database itself. */
export interface FoldsTable {
  status: CommentStatus;
  wave: string;
  total: number;
}

/** How often a post was read on a day. */
export interface ReadsTable {
  /** UTC: `2026-11-23`. */
  day: string;
  post: string;
  count: number;
}

export interface Tables {
  comments: CommentsTable;
  decisions: DecisionsTable;
  discussions: DiscussionsTable;
  evidence: EvidenceTable;
  folds: FoldsTable;
  lessons: LessonsTable;
  letters: LettersTable;
  mentions: MentionsTable;
  reads: ReadsTable;
  revisions: RevisionsTable;
  rules: RulesTable;
  solutions: SolutionsTable;
  wave_keys: WaveKeysTable;
  waves: WavesTable;
  tallies: TalliesTable;
}

export interface CommentersTable {
  comment: number;
  email: string;
  /** Hash of the receipt cookie its sender holds: proof, without an account, that two comments are one person's. */
  receipt: string;
  /** Keyed hash of the sender's network; null once `network_expires` has passed. */
  network: string | null;
  /** UTC milliseconds. */
  network_expires: number | null;
}

export interface ModeratorsTable {
  id: Generated<number>;
  /** Lower case; unique. */
  email: string;
  name: string;
  role: 'owner' | 'moderator' | 'author';
  /** The author of the site this account belongs to; null for nobody's. */
  author: string | null;
  created: number;
  /** When they were last told what waits; UTC milliseconds. */
  told: number | null;
  /** The newest comment there was then: they are told again of newer ones. */
  told_of: number | null;
}

/** One-time links; the link itself is only in the letter. */
export interface SignInsTable {
  hash: string;
  /** Null where the address asked for is nobody's: the same is written for it, and nothing can be done with it. */
  moderator: number | null;
  expires: number;
  used: number | null;
}

export interface SessionsTable {
  id: Generated<number>;
  /** Hash of what the cookie holds. */
  hash: string;
  moderator: number;
  created: number;
  seen: number;
  /** Such as “Firefox on Linux”. */
  browser: string;
}

export interface PasskeysTable {
  /** The credential's id, base64url. */
  id: string;
  moderator: number;
  /** COSE, base64url. */
  public_key: string;
  counter: number;
  transports: string;
  name: string;
  created: number;
  used: number | null;
}

/** What was asked of an authenticator and has been answered: a challenge carries our signature, and this is why it is good once. */
export interface ChallengesTable {
  hash: string;
  expires: number;
}

/** Who may not comment for a while. */
export interface BansTable {
  id: Generated<number>;
  kind: 'network' | 'email' | 'name' | 'browser';
  /** A keyed hash for a network, an e-mail address or a browser's receipt; the folded name for a name. */
  value: string;
  /** What the moderator sees: the name, the first characters of the hash. */
  label: string;
  reason: string;
  created: number;
  expires: number;
  moderator: number | null;
  by: string;
}

/** One row per thing that was asked for too often by somebody: keyed hashes with an expiry. */
export interface AttemptsTable {
  key: string;
  count: number;
  expires: number;
}

/** Who was counted as a reader: a keyed hash of network, post and day, gone with the day. */
export interface ReadersTable {
  hash: string;
  /** UTC milliseconds. */
  expires: number;
}

/** What is private: `comments/commenters.ts`, `trending/reads.ts` and `moderation/` (its accounts) alone may know it. */
export interface PrivateTables extends Tables {
  attempts: AttemptsTable;
  bans: BansTable;
  challenges: ChallengesTable;
  commenters: CommentersTable;
  moderators: ModeratorsTable;
  passkeys: PasskeysTable;
  readers: ReadersTable;
  sessions: SessionsTable;
  sign_ins: SignInsTable;
}

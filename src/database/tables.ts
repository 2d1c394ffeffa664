/**
 * The tables as types. Public code gets `Tables`; what is private about a commenter
 * is in `PrivateTables`, which only `comments/commenters.ts` may import (a test checks it).
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
  /** What `restore` goes back to; null before the first decision. */
  previous_status: CommentStatus | null;
  /** When a moderator last decided; UTC milliseconds. */
  decided: number | null;
  /** Why it has this status, as a JSON list of sentences. */
  reasons: string;
  /** UTC milliseconds. */
  created: number;
  /** What makes two submissions the same one: a keyed hash of post, parent, name, e-mail and text. */
  intention: string;
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
  /** What a moderator last called it; null when that was taken back. */
  label: 'spam' | 'ham' | null;
  /** What `restore` goes back to. */
  previous_label: 'spam' | 'ham' | null;
  /** How much was added of each feature to its evidence and to its weight, so that exactly this can be taken away again. */
  amount: number;
  step: number;
}

export interface Tables {
  comments: CommentsTable;
  evidence: EvidenceTable;
  lessons: LessonsTable;
  revisions: RevisionsTable;
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

export interface PrivateTables extends Tables {
  commenters: CommentersTable;
}

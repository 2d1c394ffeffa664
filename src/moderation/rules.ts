/** What is decided without a moderator. Data with a history (`rulebook.ts`); what it is judged by is in `judge.ts`. */
import type { CommentMode } from '../site/settings.ts';

/** Fields of a comment in which words are looked for; `any` looks in all of them. */
export const wordFields = ['any', 'text', 'name', 'email', 'website'] as const;
export type WordField = (typeof wordFields)[number];

/** Words and phrases by field, as a moderator wrote them: whole words, or beginnings of words where a `*` ends them (`words.ts`). */
export type WordLists = Readonly<Record<WordField, readonly string[]>>;

export interface Rules {
  /** Nobody can comment anywhere. */
  closed: boolean;
  /** Under a post published longer ago than this, in days, nobody can comment any more; null: posts do not close by age. */
  closeAfterDays: number | null;
  /** Every comment waits. */
  holdEverything: boolean;
  /** A comment waits when none by the same browser was approved before. */
  holdFirst: boolean;
  /** A comment with more links than this waits; null: links are not counted. */
  maxLinks: number | null;
  /** A comment under a post published longer ago than this, in days, waits; null: the post's age does not matter. */
  holdAfterDays: number | null;
  /** A comment from one of these networks waits: `203.0.113.7`, `203.0.113.0/24`, `2001:db8:1:2::/64` (`networks.ts`). */
  heldNetworks: readonly string[];
  /** A comment with one of these waits. */
  heldWords: WordLists;
  /** A comment with one of these goes to the spam folder, with that reason; to its sender it looks as if it waited. */
  blockedWords: WordLists;
  /** From this likeness to what was marked as spam here on, from 0 to 1, a comment waits; null: it is not looked at. */
  holdLikeness: number | null;
  /** Trusted commenters (proof of an approved comment) wait neither where everything does nor under old posts; all else holds for them. */
  publishTrusted: boolean;
  /** Comments of signed-in moderators and authors appear at once, whatever else is said here. */
  publishModerators: boolean;
  /** Whether browsers are asked for a proof of work: never, or while a flood runs. */
  work: 'off' | 'in-a-flood';
}

/** No words at all. */
export const noWords: WordLists = { any: [], text: [], name: [], email: [], website: [] };

/** What holds until somebody saves rules: what the setting `COMMENTS` says. */
export function defaultRules(mode: CommentMode): Rules {
  return {
    closed: mode === 'closed',
    closeAfterDays: null,
    holdEverything: mode === 'hold-all',
    holdFirst: mode === 'hold-first',
    maxLinks: 2,
    holdAfterDays: null,
    heldNetworks: [],
    heldWords: noWords,
    blockedWords: noWords,
    holdLikeness: 0.7,
    publishTrusted: mode !== 'hold-all',
    publishModerators: true,
    work: 'off',
  };
}

import type { Judge } from '../comments/comment.ts';
import type { CommentMode } from '../site/settings.ts';

/** Links a comment may have before a person looks at it first. */
const maxLinks = 2;
/** A form sent sooner than this after it was made was hardly filled in by a person. */
const fastestMilliseconds = 2_000;
/** From this likeness to spam on a comment is looked at first (`bench/spam.ts` says how many that are). */
export const suspicious = 0.8;

/**
 * The judge of a `COMMENTS` setting. It publishes or holds, and says why in words; it never rejects,
 * so that a mistake of its costs a wait and never a comment.
 */
export function judgeFor(mode: CommentMode, limits: boolean): Judge {
  return (draft, { links, history, spam = 0 }) => {
    const noticed: Record<string, string | false> = {
      trap: draft.trapped && 'A field that people cannot see was filled in.',
      fast:
        limits && draft.formAge !== null && draft.formAge < fastestMilliseconds && 'It was sent within two seconds of opening the form.',
      links: links > maxLinks && `It has ${links} links; more than ${maxLinks} are looked at first.`,
      spam: spam >= suspicious && `It resembles comments that were marked as spam here (${Math.floor(spam * 100)} %).`,
      everything: mode === 'hold-all' && 'Every comment is looked at first.',
      first: mode === 'hold-first' && history.published === 0 && 'It is the first comment from this browser.',
    };
    const signals = Object.entries(noticed).flatMap(([name, words]) => (words ? [{ name, weight: 1, words }] : []));
    if (signals.length > 0) return { status: 'held', signals };
    const why =
      mode === 'open'
        ? { name: 'open', weight: 0, words: 'Comments appear at once.' }
        : { name: 'trusted', weight: 0, words: 'An earlier comment from this browser was approved.' };
    return { status: 'published', signals: [why] };
  };
}

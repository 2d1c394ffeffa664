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
    const reasons = [
      draft.trapped && 'A field that people cannot see was filled in.',
      limits && draft.formAge !== null && draft.formAge < fastestMilliseconds && 'It was sent within two seconds of opening the form.',
      links > maxLinks && `It has ${links} links; more than ${maxLinks} are looked at first.`,
      spam >= suspicious && `It resembles comments that were marked as spam here (${Math.floor(spam * 100)} %).`,
      mode === 'hold-all' && 'Every comment is looked at first.',
      mode === 'hold-first' && history.published === 0 && 'It is the first comment from this browser.',
    ].filter((reason) => reason !== false);
    if (reasons.length > 0) return { status: 'held', reasons };
    return {
      status: 'published',
      reasons: [mode === 'open' ? 'Comments appear at once.' : 'An earlier comment from this browser was approved.'],
    };
  };
}

import type { Verdict } from '../comments/comment.ts';
import { addComment, publishedComment, sameIntention } from '../comments/comments.ts';
import { cleanWords, type Problems } from '../comments/form.ts';
import { renderComment } from '../comments/render.ts';
import type { Database } from '../database/database.ts';
import { type Circumstances, commentsToChange, type State } from './change.ts';
import { decideIn } from './decide.ts';
import { type Deed, lastDeeds, newBatch, record } from './log.ts';

/** What came of a reply. */
export type Replied =
  | { kind: 'published'; id: number; batch: string; approved: boolean }
  /** It was there already: the form was sent twice. */
  | { kind: 'again'; id: number }
  | { kind: 'missing' }
  | { kind: 'invalid'; problems: Problems }
  | { kind: 'meanwhile'; deed: Deed | undefined };

/** Who answers: their name as readers see it, and the author of the site they are, if any. */
export interface Replier {
  name: string;
  author: string | null;
  email: string;
}

/**
 * Answers a comment as somebody signed in: published at once. One that waits is approved by being answered, and
 * undo takes both back. `intend` makes the keyed hash by which the same reply sent twice is one.
 */
export async function reply(
  database: Database,
  { id, version }: { id: number; version: number },
  typed: string,
  replier: Replier,
  intend: (words: string) => string,
  circumstances: Circumstances,
): Promise<Replied> {
  const { by, now, posts } = circumstances;
  const problems: Problems = {};
  const { text, name } = cleanWords({ comment: typed, name: replier.name, website: '' }, problems);
  if (problems.comment) return { kind: 'invalid', problems };
  return database.write(async (tx): Promise<Replied> => {
    const intention = intend(JSON.stringify(['reply', id, by.id, text]));
    const same = await sameIntention(tx, intention);
    if (same) return { kind: 'again', id: same.id };
    const comment = (await commentsToChange(tx, [id], posts)).get(id);
    if (!comment) return { kind: 'missing' };
    if (comment.version !== version) return { kind: 'meanwhile', deed: (await lastDeeds(tx, [id])).get(id) };
    const batch = await newBatch(tx);
    const approved = comment.status !== 'published';
    if (approved) await decideIn(tx, 'approve', [{ id }], circumstances, batch);
    const { post } = comment;
    const parent = await publishedComment(tx, post, id);
    // It was thrown away and the same was sent again: then that one can be answered.
    if (!parent) return { kind: 'missing' };
    const { author, email } = replier;
    const draft = { post, parent: id, name, email, website: null, text, remember: false, trapped: false, formAge: null, solution: null };
    const made = { html: renderComment(text), verdict, intention, root: parent.root ?? id, author, now };
    const written = await addComment(tx, draft, made);
    const [before, after]: State[] = [
      { status: 'deleted', lesson: null, decided: null },
      { status: 'published', lesson: null, decided: null },
    ];
    await record(tx, { batch, by, action: 'reply', comment: written, post, subject: `comment:${written}`, before, after }, now);
    return { kind: 'published', id: written, batch, approved };
  });
}

const verdict: Verdict = {
  status: 'published',
  signals: [{ name: 'signed-in', weight: 0, words: 'It was written by somebody signed in.' }],
};

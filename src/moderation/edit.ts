import { cleanWords, type Problems } from '../comments/form.ts';
import type { Database } from '../database/database.ts';
import { applyChanges, type Circumstances, commentsToChange } from './change.ts';
import { type Deed, lastDeeds, newBatch } from './log.ts';

/** What came of editing a comment. */
export type Edited =
  | { kind: 'edited'; batch: string }
  | { kind: 'unchanged' | 'missing' }
  | { kind: 'invalid'; problems: Problems }
  /** Somebody else decided or edited since the moderator saw it; nothing was stored. */
  | { kind: 'meanwhile'; deed: Deed | undefined };

/**
 * Puts other words in the place of a comment's, renders them again, and notes for readers that a moderator did. The log
 * keeps both until undo is over. What the comment had taught the classifier, its new words teach.
 */
export async function edit(
  database: Database,
  { id, version }: { id: number; version: number },
  typed: Record<'comment' | 'name' | 'website', string>,
  { by, now, posts }: Circumstances,
): Promise<Edited> {
  const problems: Problems = {};
  const words = cleanWords(typed, problems);
  if (Object.values(problems).some(Boolean)) return { kind: 'invalid', problems };
  return database.write(async (tx): Promise<Edited> => {
    const comment = (await commentsToChange(tx, [id], posts)).get(id);
    if (!comment) return { kind: 'missing' };
    if (comment.version !== version) return { kind: 'meanwhile', deed: (await lastDeeds(tx, [id])).get(id) };
    const same = words.text === comment.text && words.name === comment.name && words.website === comment.website;
    if (same) return { kind: 'unchanged' };
    const batch = await newBatch(tx);
    await applyChanges(tx, [{ comment, words: { ...words, edited: now.getTime() } }], { batch, action: 'edit', by, now });
    return { kind: 'edited', batch };
  });
}

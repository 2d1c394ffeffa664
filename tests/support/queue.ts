/** A queue worth looking at: comments of every kind, in every folder, and a wave. */
import { addComment } from '../../src/comments/comments.ts';
import { addCommenter } from '../../src/comments/commenters.ts';
import { renderComment } from '../../src/comments/render.ts';
import type { Signal } from '../../src/comments/comment.ts';
import { openDatabase } from '../../src/database/open.ts';
import { aDraft } from './drafts.ts';
import type { Site } from './site.ts';

export interface Seed {
  status?: 'published' | 'held' | 'spam';
  text?: string;
  name?: string;
  email?: string;
  website?: string | null;
  post?: string;
  parent?: number | null;
  signals?: Signal[];
  wave?: string | null;
  receipt?: string;
}

const first: Signal = { name: 'first', weight: 1, words: 'It is the first comment from this browser.' };
let sown = 0;

/** Puts comments into the database of a running site, past the form and its judge. Returns their ids. */
export async function sow(site: Site, seeds: readonly Seed[]): Promise<number[]> {
  const database = await openDatabase(site.env['DATABASE_URL'] ?? '');
  const ids: number[] = [];
  try {
    await database.write(async (tx) => {
      for (const { status = 'held', signals = [first], wave = null, receipt, parent = null, email, ...words } of seeds) {
        sown += 1;
        const now = new Date(Date.UTC(2026, 10, 23, 9, sown));
        const draft = aDraft({
          name: `Reader ${sown}`,
          text: `A thought, the ${sown}th.`,
          ...words,
          parent,
          email: email ?? `reader-${sown}@example.org`,
        });
        const made = { html: renderComment(draft.text), verdict: { status, signals }, intention: `sown ${sown}`, root: parent, wave, now };
        const id = await addComment(tx, draft, made);
        await addCommenter(
          tx,
          id,
          { email: draft.email, receipt: receipt ?? `receipt ${sown}`, network: `network${sown % 12}abcdefghij` },
          now,
        );
        ids.push(id);
      }
    });
  } finally {
    await database.close();
  }
  return ids;
}

/** One of everything. Returns the ids of those that wait by themselves, oldest first. */
export async function aBusyQueue(site: Site): Promise<number[]> {
  const [parent] = await sow(site, [
    {
      status: 'published',
      text: 'The outcome I negotiate for is usually a good night’s sleep.',
      name: 'Clara Schumann',
      receipt: 'clara',
      website: 'https://clara.example/',
    },
  ]);
  const wave = (number: number): Seed => ({
    wave: 'watches',
    text: `Buy cheap watches number ${number} at https://watches.example/${number}`,
    name: `Best Watches ${number}`,
    signals: [
      { name: 'wave', weight: 1, words: 'It is nearly identical to 36 others of the last hour.' },
      { name: 'links', weight: 0.5, words: 'It has 1 link, to a site nobody linked to before.' },
    ],
  });
  await sow(
    site,
    Array.from({ length: 37 }, (_, number) => wave(number)),
  );
  await sow(site, [
    { status: 'spam', text: 'Casino!' },
    { status: 'published', text: 'A second opinion.', parent: parent ?? null },
  ]);
  return sow(site, [
    {
      text: 'What I took from this: ask what the other side is *afraid* of, before you ask what they want.\n\nHas anybody tried that with a landlord?',
      name: 'Noor',
    },
    {
      text: 'I disagree, and here is why. '.repeat(60),
      name: 'A very long-winded reader with a very long name indeed',
      parent: parent ?? null,
      receipt: 'clara',
      signals: [
        first,
        { name: 'spam', weight: 0.35, words: 'It resembles comments that were marked as spam here (62 %).' },
        { name: 'trusted', weight: -0.5, words: 'An earlier comment from this browser was approved.' },
      ],
    },
    { text: 'מה שאני חושב על זה: תודה!', name: 'דוד', website: 'https://david.example/' },
  ]);
}

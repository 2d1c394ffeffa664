/** A flood on a running site whose rules ask for a proof of work, without sending all of it. */
import { addComment, countSince } from '../../src/comments/comments.ts';
import { openDatabase } from '../../src/database/open.ts';
import { saveRules } from '../../src/moderation/rulebook.ts';
import { defaultRules } from '../../src/moderation/rules.ts';
import { flood } from '../../src/moderation/signals/rates.ts';
import { aDraft } from './drafts.ts';
import { aComment, discussion, type Site } from './site.ts';

/** Has the rules ask browsers for a proof of work in a flood. The site is one with COMMENTS=open. */
export async function askForWork(site: Site): Promise<void> {
  await inDatabase(site, (database) =>
    database.write((tx) =>
      saveRules(
        tx,
        { ...defaultRules('open'), work: 'in-a-flood' },
        { basedOn: 0, by: { id: null, name: 'A test' }, now: new Date() },
        'open',
      ),
    ),
  );
}

/** Stores all of a flood but the comment with which it begins, under a post nobody looks at, and sends that one. */
export async function beginFlood(site: Site): Promise<void> {
  await inDatabase(site, (database) =>
    database.write(async (tx) => {
      const there = await countSince(tx, new Date(0), flood);
      for (let number = there + 1; number < flood; number += 1) {
        const draft = aDraft({ post: '2026/11/elsewhere', text: `Flood, the ${number}th.` });
        const verdict = { status: 'held' as const, signals: [] };
        await addComment(tx, draft, { html: '', verdict, intention: `flood ${number}`, root: null, now: new Date() });
      }
    }),
  );
  const last = await site.post(discussion, aComment(), { 'x-forwarded-for': '203.0.113.200' });
  if (last.status !== 303) throw new Error(`The flood was answered with ${last.status}.`);
}

async function inDatabase<T>(site: Site, work: (database: Awaited<ReturnType<typeof openDatabase>>) => Promise<T>): Promise<T> {
  const database = await openDatabase(site.env['DATABASE_URL'] ?? '');
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

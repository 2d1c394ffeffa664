import type { Database, Reading, Writing } from '../database/database.ts';
import { keyedHash, type Secret } from '../site/secret.ts';
import { addCommenter, historyOf, secondsToWait } from './commenters.ts';
import type { Draft, Facts, House, Judge, Notice, Noticed } from './comment.ts';
import { addComment, publishedComment, sameIntention } from './comments.ts';
import { type Problems, readForm, unknownParent } from './form.ts';
import { hashReceipt } from './receipt.ts';
import { countLinks, renderComment } from './render.ts';
import { Turns } from './turns.ts';

/** What became of a submitted form. */
export type Outcome =
  | { kind: 'published' | 'held'; id: number; draft: Draft }
  | { kind: 'invalid'; problems: Problems }
  | { kind: 'too-large'; problems: Problems }
  | { kind: 'too-fast'; seconds: number };

/** What a submission is decided with. Time, place and judge are given, so that a test can be any of them. */
export interface Circumstances {
  database: Database;
  judge: Judge;
  /** Tells the judge what there is to notice about a draft. */
  notice?: Notice;
  /** Days since the post was published, where rules may go by that. */
  postAge?: number | null;
  /** Who of the house sends it, proven by their session; null for everybody else. */
  by?: House | null;
  secret: Secret;
  now: Date;
  /** Keyed hash of the network it comes from. */
  network: string;
  /** The browser's receipt. */
  receipt: string;
  limits: boolean;
}

/**
 * A comment's journey: read the form, see whether it was sent before and whether its sender must wait; then, in its turn,
 * see that again and whether what it answers is there, judge it and store it, all in one transaction that no other writer
 * interrupts. When the promise resolves, what it says is on disk.
 * @throws DatabaseUnavailable when nothing could be stored.
 */
export async function submit(form: FormData, post: string, circumstances: Circumstances): Promise<Outcome> {
  const { database, judge, notice = nothing, postAge = null, by = null, secret, now, network, limits } = circumstances;
  const read = readForm(form, post, secret, now, by);
  if ('problems' in read) return { kind: read.tooLarge ? 'too-large' : 'invalid', problems: read.problems };

  const { draft } = read;
  const receipt = hashReceipt(circumstances.receipt);
  const intention = keyedHash(secret, 'intention', JSON.stringify([post, draft.parent, draft.name, draft.email, draft.text]));
  const settled = async (tables: Reading): Promise<Outcome | null> => {
    const same = await sameIntention(tables, intention);
    if (same) return { kind: same.status === 'published' ? 'published' : 'held', id: same.id, draft };
    const seconds = limits && !by ? await secondsToWait(tables, network, now) : 0;
    return seconds > 0 ? { kind: 'too-fast', seconds } : null;
  };
  // Reading waits for nobody: what a flood sends too fast is answered before it keeps anybody from writing.
  const early = await database.read(settled);
  if (early) return early;

  const html = renderComment(draft.text);
  const store = async (tx: Writing): Promise<Outcome> => {
    const late = await settled(tx);
    if (late) return late;

    const parent = draft.parent === null ? null : await publishedComment(tx, post, draft.parent);
    if (parent === undefined) return { kind: 'invalid', problems: { parent: unknownParent } };

    const noticed = await (by ? nothing : notice)(tx, draft, { network, receipt }, now);
    const history = await historyOf(tx, receipt);
    const { signals, likeness, work } = noticed;
    const facts: Facts = { postAge, network, noticed: signals, likeness, work, links: countLinks(html), history };
    const verdict = judge(draft, facts);
    const root = parent ? (parent.root ?? parent.id) : null;
    const id = await addComment(tx, draft, { html, verdict, intention, root, wave: noticed.wave, now, author: by?.author ?? null });
    await addCommenter(tx, id, { email: draft.email, receipt, network }, now);
    await noticed.remember(tx, id);
    return { kind: verdict.status === 'published' ? 'published' : 'held', id, draft };
  };
  return turnsFor(database).take(network, now, () => database.write(store));
}

const turns = new WeakMap<Database, Turns>();

/** One queue for each database of this process. */
function turnsFor(database: Database): Turns {
  const known = turns.get(database) ?? new Turns();
  turns.set(database, known);
  return known;
}

async function nothing(): Promise<Noticed> {
  return { signals: [], likeness: null, work: null, wave: null, remember: async () => {} };
}

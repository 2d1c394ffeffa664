/**
 * How much spam the classifier catches that was taught by other comments, and what a lesson and a verdict cost.
 * Comments under music videos: taught by two videos, asked about the third. Short messages: taught by nine tenths,
 * asked about the last one. The corpora (UCI YouTube Spam Collection, UCI SMS Spam Collection) are not part of the project.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { sql } from 'kysely';
import type { Draft, Verdict } from '../src/comments/comment.ts';
import { addComment } from '../src/comments/comments.ts';
import type { Writing } from '../src/database/database.ts';
import { openDatabase } from '../src/database/open.ts';
import { type Evidence, type Label, learn, score } from '../src/moderation/classifier.ts';
import { featuresOf, type Words } from '../src/moderation/features.ts';
import { defaultRules } from '../src/moderation/rules.ts';
import { teach, weigh } from '../src/moderation/lessons.ts';
import { digits, percentile, printTable } from './table.ts';

interface Example {
  words: Words;
  label: Label;
  /** Examples of one fold are asked about together, by a classifier that saw none of them. */
  fold: string;
}
interface Asked {
  label: Label;
  score: number;
}

const data = resolve(import.meta.dirname, '../../shared/data');
const videos = ['01-Psy', '02-KatyPerry', '03-LMFAO'];
const seeds = [1, 2, 3, 4, 5];
const shares = [0.005, 0.01, 0.02, 0.05];
const lessons = 100_000;
const likenessHeld = defaultRules('open').holdLikeness ?? 1;

if (existsSync(data)) accuracy();
else console.log(`The corpora are not there (${data}): how much spam is caught was not measured.`);
await cost();

function accuracy(): void {
  const corpora: [string, (seed: number) => Example[]][] = [
    ['YouTube, one video left out', (seed) => shuffled(comments(), seed)],
    ['SMS, ten folds', (seed) => shuffled(messages(), seed).map((example, index) => ({ ...example, fold: String(index % 10) }))],
  ];
  const percent = (value: number) => `${(100 * value).toFixed(1)} %`;
  const rows = corpora.flatMap(([name, corpus]) =>
    seeds.map((seed) => {
      const asked = ask(corpus(seed));
      const held = (label: Label) => share(asked, label, (score) => score >= likenessHeld);
      return [
        `${name}, seed ${seed}`,
        ...shares.map((most) => percent(caught(asked, most))),
        `${percent(held('spam'))} / ${percent(held('ham'))}`,
      ];
    }),
  );
  printTable(['spam caught while at most so much ham is marked', ...shares.map(percent), 'held: spam / ham'], rows);
}

/** Scores of all examples, each by a classifier taught by the other folds. */
function ask(examples: readonly Example[]): Asked[] {
  const seen = examples.map(({ words, label, fold }) => ({ features: featuresOf(words), label, fold }));
  return [...new Set(seen.map(({ fold }) => fold))].flatMap((fold) => {
    const evidence: Evidence = new Map();
    for (const { features, label, fold: other } of seen) if (other !== fold) learn(evidence, features, label);
    return seen.filter((example) => example.fold === fold).map(({ features, label }) => ({ label, score: score(evidence, features) }));
  });
}

/** How much spam scores higher than all ham but this share of it. */
function caught(asked: readonly Asked[], most: number): number {
  const ham = asked.flatMap(({ label, score }) => (label === 'ham' ? [score] : [])).sort((one, other) => other - one);
  const highest = ham[Math.floor(ham.length * most)] ?? 1;
  return share(asked, 'spam', (score) => score > highest);
}

function share(asked: readonly Asked[], label: Label, test: (score: number) => boolean): number {
  const such = asked.filter((one) => one.label === label);
  return such.filter(({ score }) => test(score)).length / such.length;
}

/** What it costs on SQLite, after as many decisions, all about different words. */
async function cost(): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'afterword-spam-'));
  const database = await openDatabase(`file:${join(directory, 'afterword.db')}`);
  const [learning, weighing]: [number[], number[]] = [[], []];
  const timed = async <T>(times: number[], work: Promise<T>) => {
    const started = performance.now();
    await work;
    times.push(performance.now() - started);
  };
  try {
    await database.write((tx) => fill(tx, lessons));
    // All in one transaction: what counts is what a lesson adds to that of its decision, not how long the disk takes to keep it.
    await database.write(async (tx) => {
      for (let number = lessons; number < lessons + 1_000; number += 1) {
        const draft = draftOf(number);
        const id = await store(tx, draft, number);
        const lesson = number % 2 === 0 ? ('spam' as const) : ('ham' as const);
        await timed(learning, teach(tx, [{ comment: id, words: draft, wordsBefore: draft, lesson }], new Map()));
      }
    });
    for (let asked = 0; asked < 2_000; asked += 1) {
      await database.read((tables) => timed(weighing, weigh(tables, draftOf(lessons + asked))));
    }
    const size = sql<{ bytes: number }>`select sum(pgsize) as bytes from dbstat where name in ('evidence', 'lessons')`;
    const [taken] = (await database.read((tables) => size.execute(tables))).rows;
    console.log(
      `\nAfter ${digits(lessons)} decisions on comments of 60 words, which take ${digits((taken?.bytes ?? 0) / 1_000_000)} MB of SQLite:`,
    );
  } finally {
    await database.close();
    rmSync(directory, { recursive: true, force: true });
  }
  const row = (name: string, times: readonly number[]) => [name, digits(percentile(times, 0.5)), digits(percentile(times, 0.99))];
  printTable(['', 'median ms', '99 % ms'], [row('learning one more', learning), row('one verdict', weighing)]);
}

/** What so many decisions leave behind, written at once. */
async function fill(tx: Writing, decisions: number): Promise<void> {
  const evidence: Evidence = new Map();
  for (let number = 0; number < decisions; number += 1) {
    const draft = draftOf(number);
    const { label, amount, step } = learn(evidence, featuresOf(draft), number % 2 === 0 ? 'spam' : 'ham');
    const id = await store(tx, draft, number);
    await sql`insert into lessons (comment, label, amount, step) values (${id}, ${label}, ${amount}, ${step})`.execute(tx);
  }
  for (const [bucket, { spam, ham, weight }] of evidence) {
    await sql`insert into evidence (bucket, spam, ham, weight) values (${bucket}, ${spam}, ${ham}, ${weight})`.execute(tx);
  }
}

function store(tx: Writing, draft: Draft, number: number): Promise<number> {
  const verdict: Verdict = { status: 'held', signals: [] };
  return addComment(tx, draft, { html: '', verdict, intention: String(number), root: null, now: new Date(0) });
}

function draftOf(number: number): Draft {
  const text = wordsFrom(number, 60);
  const [post, email] = ['2026/11/measured', 'reader@example.org'];
  return {
    post,
    parent: null,
    name: `Reader ${number}`,
    email,
    website: null,
    text,
    remember: false,
    trapped: false,
    formAge: null,
    solution: null,
  };
}

/** Comments under the videos, as their readers saw them. */
function comments(): Example[] {
  return videos.flatMap((video) =>
    csv(readFileSync(join(data, `youtube-spam-${video}.csv`), 'utf8'))
      .slice(1)
      .map(([, name = '', , content = '', label]) => ({
        words: { name, website: null, text: shown(content) },
        label: label === '1' ? 'spam' : 'ham',
        fold: video,
      })),
  );
}

function messages(): Example[] {
  const lines = readFileSync(join(data, 'sms-spam.tsv'), 'utf8').trim().split('\n');
  return lines.map((line) => {
    const [label, text = ''] = line.split('\t');
    return { words: { name: '', website: null, text }, label: label === 'spam' ? 'spam' : 'ham', fold: '' };
  });
}

function csv(text: string): string[][] {
  const cells = text.matchAll(/(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r?\n|$)/g);
  const rows: string[][] = [[]];
  for (const [, quoted, plain = '', end] of cells) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end !== ',') rows.push([]);
  }
  return rows.filter((row) => row.length >= 5);
}

function shown(html: string): string {
  const entities: Record<string, string> = { '&#39;': "'", '&quot;': '"', '&lt;': '<', '&gt;': '>', '&amp;': '&' };
  return html.replace(/<br ?\/?>/g, '\n').replace(/&(?:#39|quot|lt|gt|amp);/g, (entity) => entities[entity] ?? entity);
}

/** Made-up words of letters alone, common ones more often. */
function wordsFrom(seed: number, count: number): string {
  const random = randomFrom(seed);
  return Array.from({ length: count }, () =>
    Math.floor(50_000 ** random())
      .toString(2)
      .replaceAll('0', 'a')
      .replaceAll('1', 'o'),
  ).join(' ');
}

function shuffled(examples: readonly Example[], seed: number): Example[] {
  const random = randomFrom(seed);
  return examples
    .map((example) => ({ example, place: random() }))
    .sort((one, other) => one.place - other.place)
    .map(({ example }) => example);
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = Math.imul(seed, 0x9e3779b9);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32;
  };
}

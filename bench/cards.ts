/** How long the cards of 1,000 posts take in a first build, and how long in the next, beside the least that copying them costs. */
import { cpSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { orderCard } from '../src/site/cards/card.ts';
import { makeCards } from '../src/site/cards/make.ts';
import { digits, percentile, printTable } from './table.ts';

const count = 1_000;
const words = 'what outcome are you really negotiating for when nobody at the table reads the long answer twice'.split(' ');

globalThis.cardOrders = new Map();
for (let place = 0; place < count; place += 1) {
  const title = Array.from({ length: 3 + (place % 12) }, (_, word) => words[(place * 7 + word * (1 + (place % 5))) % words.length]).join(
    ' ',
  );
  orderCard(`/2026/11/${place}/`, { title: `${title}, ${place}`, by: `Author ${place % 40}`, note: 'November 23, 2026' });
}
const orders = globalThis.cardOrders;
const directory = mkdtempSync(join(tmpdir(), 'afterword-cards-'));
const [store, target] = [join(directory, 'store'), join(directory, 'target')];
try {
  const first = await timed(() => makeCards(orders, store, target));
  const second = await timed(() => makeCards(orders, store, target));
  const copy = await timed(async () => cpSync(store, join(directory, 'copy'), { recursive: true }));
  const sizes = readdirSync(store).map((file) => statSync(join(store, file)).size / 1_000);
  printTable(
    ['build', 'drawn', 'seconds', 'of the processor', '× a copy'],
    [
      ['first', first.result.drawn, digits(first.waited), digits(first.worked), digits(first.waited / copy.waited)],
      ['second', second.result.drawn, digits(second.waited), digits(second.worked), digits(second.waited / copy.waited)],
      ['copying the files', 0, digits(copy.waited), digits(copy.worked), '1.00'],
    ],
  );
  console.log(
    `\nKB each: median ${digits(percentile(sizes, 0.5))}, 95 % ${digits(percentile(sizes, 0.95))}, largest ${digits(percentile(sizes, 1))}.`,
  );
} finally {
  rmSync(directory, { recursive: true });
}

/** What some work gave, and seconds: by the clock, and of the processor. */
async function timed<T>(work: () => Promise<T>): Promise<{ result: T; waited: number; worked: number }> {
  const [cpu, clock] = [process.cpuUsage(), performance.now()];
  const result = await work();
  const { user, system } = process.cpuUsage(cpu);
  return { result, waited: (performance.now() - clock) / 1_000, worked: (user + system) / 1_000_000 };
}

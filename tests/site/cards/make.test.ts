import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { type CardOrder, orderCard } from '../../../src/site/cards/card.ts';
import { makeCards } from '../../../src/site/cards/make.ts';
import { explain } from '../../../src/site/cards/report.ts';

describe('cards for a build', () => {
  let directory = '';
  beforeEach(() => void (directory = mkdtempSync(join(tmpdir(), 'afterword-cards-'))));
  afterEach(() => rmSync(directory, { recursive: true }));
  const build = (name: string, orders: ReadonlyMap<string, CardOrder>) =>
    makeCards(orders, join(directory, 'store'), join(directory, name));
  const files = (name: string) => readdirSync(join(directory, name)).sort();

  it('are made once: the next build draws none of them again, and a changed title one', async () => {
    const orders = ordersOf('One', 'Two', 'Three');
    assert.deepEqual(await build('first', orders), { drawn: 3, kept: 0, incomplete: [] });
    assert.deepEqual(await build('second', orders), { drawn: 0, kept: 3, incomplete: [] });
    assert.deepEqual(files('second'), [...orders.keys()].sort());
    for (const file of files('first'))
      assert.ok(readFileSync(join(directory, 'first', file)).equals(readFileSync(join(directory, 'second', file))));
    const changed = ordersOf('One', 'Two', 'Four');
    assert.deepEqual(await build('third', changed), { drawn: 1, kept: 2, incomplete: [] });
    assert.deepEqual(files('store'), [...changed.keys()].sort(), 'what no page asks for any more is not kept');
  });

  it('are looked at again while characters are missing, and named with the page', async () => {
    const orders = ordersOf('Whole', 'Not \u0378 whole');
    for (const [name, drawn] of [
      ['first', 2],
      ['second', 1],
    ] as const) {
      const made = await build(name, orders);
      assert.equal(made.drawn, drawn);
      assert.deepEqual(made.incomplete, [{ page: '/2026/11/2/', missing: ['\u0378'] }]);
      assert.equal(files(name).length, 2);
    }
  });

  it('have names that change with what they say, and with nothing else', () => {
    const names = ['One', 'Two', 'One'].map((title) => orderCard('/a/', { title, by: 'Ada', note: '2026' }).src);
    assert.equal(names[0], names[2]);
    assert.notEqual(names[0], names[1]);
    assert.notEqual(names[0], orderCard('/a/', { title: 'One', by: 'Eve', note: '2026' }).src);
    assert.equal(names[0], orderCard('/b/', { title: 'One', by: 'Ada', note: '2026' }).src);
  });

  it('say in words what is on them', () => {
    assert.equal(orderCard('/a/', { title: 'On fire', by: 'Ada', note: '2026' }).alt, '“On fire” by Ada. 2026. Biznology.');
    assert.equal(orderCard('/a/', { title: 'Biznology', note: 'Second thoughts' }).alt, '“Biznology”. Second thoughts.');
  });
});

describe('the report of characters that no font has', () => {
  it('names page, characters and what to install', () => {
    const told = explain({ page: '/2026/11/on-fire/', missing: ['漢', '🎉'] });
    for (const part of ['/2026/11/on-fire/', '漢 (U+6F22)', '🎉 (U+1F389)', 'fonts-noto-cjk fonts-noto-color-emoji'])
      assert.ok(told.includes(part), told);
    assert.match(explain({ page: '/a/', missing: [...'हिन्दी में लिखना तो'] }), /fonts-noto-core/);
    assert.match(
      explain({ page: '/a/', missing: Array.from({ length: 20 }, (_, place) => String.fromCodePoint(0x4e00 + place)) }),
      / and 12 more:/,
    );
  });
});

function ordersOf(...titles: string[]): Map<string, CardOrder> {
  globalThis.cardOrders = new Map();
  titles.forEach((title, place) => orderCard(`/2026/11/${place + 1}/`, { title, by: 'Ada' }));
  const orders = globalThis.cardOrders;
  globalThis.cardOrders = undefined;
  return orders;
}

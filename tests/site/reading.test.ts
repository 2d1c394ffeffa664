import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { choiceIn, choices, chosen, packChoice, readChoice, usual, wayBack, withChoice } from '../../src/site/reading/choice.ts';

const choice = fc.record(
  { theme: fc.constantFrom(...choices.theme), size: fc.constantFrom(...choices.size), measure: fc.constantFrom(...choices.measure) },
  { noNullPrototype: true },
);
const page =
  '<!DOCTYPE html><html lang="en"><meta name="theme-color" content="#fff" media="(prefers-color-scheme: light)"><meta name="theme-color" content="#000" media="(prefers-color-scheme: dark)">' +
  '<button name="theme" value="system" aria-pressed="true">System</button><button name="theme" value="light" aria-pressed="false">Light</button><button name="theme" value="dark" aria-pressed="false">Dark</button>';

describe('the choice of how pages look', () => {
  it('survives being a cookie, and needs none when it is the usual one', () => {
    fc.assert(
      fc.property(choice, (made) => {
        const packed = packChoice(made);
        assert.deepEqual(readChoice(packed ?? undefined), made);
        assert.deepEqual(choiceIn(`a=b; reading=${packed}; receipt=x`), packed === null ? null : made);
      }),
    );
    assert.equal(packChoice(usual), null);
  });

  it('is the usual one for a cookie that says anything else, and one of few whatever it says', () => {
    for (const cookie of ['', 'reading=', 'reading="><script>', 'xreading=dark.large.wide', 'reading=dark%00'])
      assert.equal(choiceIn(cookie), null);
    assert.equal(choiceIn(undefined), null);
    const cookie = fc.oneof(
      fc.string(),
      fc.string().map((value) => `reading=${value}`),
      fc.constantFrom('reading=dark', 'reading=..wide.x'),
    );
    fc.assert(
      fc.property(cookie, (text) => {
        const made = choiceIn(text) ?? usual;
        for (const name of ['theme', 'size', 'measure'] as const) assert.ok(choices[name].some((word) => word === made[name]));
      }),
    );
  });

  it('keeps what a form does not say, or says in words there are not', () => {
    const before = { theme: 'dark', size: 'large', measure: 'wide' } as const;
    assert.deepEqual(chosen({ theme: 'light' }, before), { ...before, theme: 'light' });
    assert.deepEqual(chosen({ theme: 'pink', size: 7, measure: null }, before), before);
  });

  it('stands on the first element of a page, on its switch, and in the color of the browser', () => {
    const dark = withChoice(page, { theme: 'dark', size: 'larger', measure: 'medium' });
    assert.match(dark, /<html data-theme="dark" data-size="larger" lang="en">/);
    assert.deepEqual(
      [...dark.matchAll(/value="(\w+)" aria-pressed="true"/g)].map(([, name]) => name),
      ['dark'],
    );
    assert.match(dark, /#fff" media="not all".*#000" media="all"/);
    const small = withChoice(page, { ...usual, size: 'small' });
    assert.equal(small.replace(' data-size="small"', ''), page);
    assert.equal(withChoice(page, usual), page);
  });

  it('leaves alone what readers wrote, though it reads like the switch', () => {
    const said = '&lt;button name="theme" value="dark" aria-pressed="false"&gt; value="system" aria-pressed="true"';
    assert.ok(withChoice(`${page}<p>${said}</p>`, { ...usual, theme: 'dark' }).includes(said));
  });
});

describe('the way back', () => {
  const back = (given: string | null) => wayBack(given, 'https://example.org/', '/reading/');

  it('is a page of this site, with its query', () => {
    assert.equal(back('/2026/11/on-fire/?from=3'), '/2026/11/on-fire/?from=3');
    assert.equal(back('https://example.org/about/'), '/about/');
  });

  it('of a site below a path is below it', () => {
    const below = (given: string) => wayBack(given, 'https://example.org/blog/', '/blog/reading/');
    for (const [given, to] of [
      ['/blog/about/?a=b', '/blog/about/?a=b'],
      ['https://example.org/blog/', '/blog/'],
    ] as const)
      assert.equal(below(given), to);
    for (const given of ['/', '/about/', '/blogger/', '/blog', '/blog/../about/', '/blog/%2e%2e/about/', 'https://evil.example/blog/'])
      assert.equal(below(given), '/blog/reading/', given);
  });

  it('is nowhere else', () => {
    for (const given of [
      null,
      '',
      'https://evil.example/',
      '//evil.example/',
      '/\\evil.example/',
      'javascript:alert(1)',
      '/..//evil.example',
      'https://example.org//evil.example/',
      'https://example.org@evil.example/',
    ]) {
      assert.equal(back(given), '/reading/', String(given));
    }
    fc.assert(
      fc.property(
        fc.oneof(
          fc.webUrl(),
          fc.string(),
          fc.string().map((text) => `/${text}`),
        ),
        (given) => {
          assert.equal(new URL(back(given), 'https://example.org').origin, 'https://example.org');
          assert.match(back(given), /^\/(?![/\\])[^\n\r]*$/);
        },
      ),
      { numRuns: 1_000 },
    );
  });
});

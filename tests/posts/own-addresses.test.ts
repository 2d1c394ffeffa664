import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compile } from '@mdx-js/mdx';
import remarkGfm from 'remark-gfm';
import { ownAddresses } from '../../src/posts/own-addresses.ts';
import { pathsUnder } from '../../src/site/paths.ts';

/** The addresses of a text as its page would have them, below a path. */
async function addressesIn(mdx: string, base = '/blog'): Promise<string[]> {
  const code = String(await compile(mdx, { remarkPlugins: [remarkGfm], rehypePlugins: [[ownAddresses, pathsUnder(base).of]] }));
  return [...code.matchAll(/\b(?:href|src|poster|cite): "([^"]*)"/g)].map(([, address = '']) => address);
}

describe('an address in a text', () => {
  const becomes = (mdx: string, ...addresses: string[]) => {
    it(`${JSON.stringify(mdx)} leads to ${addresses.join(', ')}`, async () => assert.deepEqual(await addressesIn(mdx), addresses));
  };

  becomes('[About](/about/)', '/blog/about/');
  becomes('[Home](/) and [found](/search/?q=a#results)', '/blog/', '/blog/search/?q=a#results');
  becomes('[By name][1]\n\n[1]: /about/ "Title"', '/blog/about/');
  becomes('In a line, <a href="/about/">written</a>, <a href={\'/about/\'}>as a text</a>.', '/blog/about/', '/blog/about/');
  becomes('<video src="/film.mp4" poster="/film.png" />', '/blog/film.mp4', '/blog/film.png');
  becomes('![Icon](/favicon.svg)', '/blog/favicon.svg');
  becomes(
    '[Out](https://example.org/about/), [down](#down), [mail](mailto:ada@example.org), [there](//example.org/)',
    'https://example.org/about/',
    '#down',
    'mailto:ada@example.org',
    '//example.org/',
  );
  becomes('![Beside](./picture.png)', './picture.png');
  becomes('<PullQuote cite="/r/advice">Words.</PullQuote>', '/r/advice');
  becomes('A note.[^1]\n\n[^1]: [About](/about/)', '#user-content-fn-1', '/blog/about/', '#user-content-fnref-1');

  it('stays as it was written where the site has its host for itself', async () => {
    assert.deepEqual(await addressesIn('[About](/about/) <a href="/about/">written</a>', ''), ['/about/', '/about/']);
  });
});

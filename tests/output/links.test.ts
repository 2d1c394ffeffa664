/** Every link of every built page, followed on the real site: what is built and what is made on demand alike. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { attribute, type BuiltPage, builtPages, elementsOf, readPage } from '../support/built.ts';
import { type Site, siteUrl, startSite } from '../support/site.ts';

describe('the links of every page', () => {
  let site: Site;
  before(async () => {
    site = await startSite();
  });
  after(() => site.stop());

  it('lead to pages that are there, and to places that are on them', async () => {
    const broken: string[] = [];
    const targets = new Map<string, Set<string>>();
    for (const { address, tree } of builtPages()) {
      const ids = idsOf(tree);
      for (const element of elementsOf(tree, () => true)) {
        for (const name of ['href', 'src', 'action', 'content']) {
          const value = attribute(element, name);
          if (value === '' || (name === 'content' && !value.startsWith(siteUrl))) continue;
          if (value.startsWith('#')) {
            if (!ids.has(decodeURIComponent(value.slice(1)))) broken.push(`${value} on ${address}`);
            continue;
          }
          const url = new URL(value, siteUrl + address);
          if (url.origin !== siteUrl) continue;
          targets.set(url.href, (targets.get(url.href) ?? new Set()).add(address));
        }
      }
    }
    assert.ok(targets.size > 20, 'there are links to follow');

    const answers = new Map<string, Promise<{ status: number; ids: Set<string> }>>();
    const ask = async (path: string) => {
      const response = await site.get(path);
      return { status: response.status, ids: idsOf(readPage(path, await response.text()).tree) };
    };
    for (const [href, from] of targets) {
      const { pathname, search, hash } = new URL(href);
      const answer = answers.get(pathname + search) ?? ask(pathname + search);
      answers.set(pathname + search, answer);
      const { status, ids } = await answer;
      const missing = hash !== '' && !ids.has(decodeURIComponent(hash.slice(1)));
      if (status !== 200 || missing) broken.push(`${pathname}${search}${hash} (${status}) on ${[...from].join(', ')}`);
    }
    assert.deepEqual(broken, []);
  });
});

function idsOf(tree: BuiltPage['tree']): Set<string> {
  return new Set(elementsOf(tree, ({ properties }) => 'id' in properties).map((element) => attribute(element, 'id')));
}

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { dateOf, isDraft, readContent } from '../../src/posts/check/content.ts';
import { isPublished } from '../../src/posts/post.ts';
import { dayOf } from '../../src/site/dates.ts';
import { attribute, builtFile, builtFiles, isPost, listedPages, named, textIn } from '../support/built.ts';
import { essay, root, siteUrl } from '../support/site.ts';
import { childrenOf, readXml, textOf } from '../support/xml.ts';

const listed = listedPages();

describe('what is published', () => {
  it('is every post that is neither a draft nor of the future, and nothing else', async () => {
    const { posts: written } = await readContent(root);
    const today = dayOf(new Date());
    const due = written.filter((entry) => isPublished({ draft: isDraft(entry), published: dateOf(entry) }, today));
    assert.deepEqual(
      listed
        .filter(isPost)
        .map(({ address }) => address)
        .toSorted(),
      due.map(({ id }) => `/${id}/`).toSorted(),
    );
    const hidden = written.filter((entry) => !due.includes(entry));
    for (const file of builtFiles()) for (const { id } of hidden) assert.ok(!builtFile(file).includes(id), `${file} tells of ${id}`);
  });

  it('is listed in the sitemap, page for page, but for the further pages of lists', () => {
    const urls = childrenOf(readXml(builtFile('sitemap.xml').toString()), 'url');
    assert.deepEqual(
      urls.map((url) => textOf(url, 'loc')).toSorted(),
      listed
        .map(({ address }) => siteUrl + address)
        .filter((address) => !/\/page\/\d+\/$/.test(address))
        .toSorted(),
    );
    for (const changed of urls.flatMap((url) => childrenOf(url, 'lastmod'))) assert.match(changed.text, /^\d{4}-\d{2}-\d{2}$/);
  });

  it('may be read by robots, which learn where the sitemap is', () => {
    const lines = builtFile('robots.txt').toString().trim().split('\n').filter(Boolean);
    assert.deepEqual(lines, ['User-agent: *', 'Disallow: /moderation/', `Sitemap: ${siteUrl}/sitemap.xml`]);
  });
});

describe('the essay of which only the month is known', () => {
  it('is dated by that month, for people and for machines, everywhere', () => {
    for (const page of listed.filter(({ html }) => html.includes(`href="${essay}"`) || html.includes(`${siteUrl}${essay}`))) {
      for (const time of named(page.tree, 'time')) {
        const date = attribute(time, 'dateTime');
        assert.match(textIn(time), date.length === 7 ? /^[A-Z][a-z]+ \d{4}$/ : /^[A-Z][a-z]+ \d{1,2}, \d{4}$/);
      }
      assert.doesNotMatch(page.html, /2008-02-|February \d{1,2}, 2008|2008-01|January 31/);
    }
    const page = listed.find(({ address }) => address === essay);
    const [first] = page ? named(page.tree, 'time') : [];
    assert.deepEqual([attribute(first, 'dateTime'), textIn(first)], ['2008-02', 'February 2008']);
  });
});

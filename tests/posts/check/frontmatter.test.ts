import { describe } from 'node:test';
import { post, withFrontmatter } from '../../support/content.ts';
import { accepts, author, finds, first, page } from '../../support/mistakes.ts';

describe('frontmatter that cannot be read', () => {
  finds('a file without frontmatter is told to begin with one', { [first]: 'The text.\n' }, [
    `${first}:1:1`,
    /no frontmatter.*three hyphens/,
  ]);
  finds('an empty file is told to begin with one', { [first]: '' }, [`${first}:1:1`, /no frontmatter/]);
  finds('frontmatter in plus signs is told to use hyphens', { [first]: '+++\ntitle = "x"\n+++\n' }, [`${first}:1:1`, /three hyphens/]);
  finds('frontmatter without an end is told to end', { [first]: '---\ntitle: On fire\n' }, [`${first}:1:1`, /does not end/]);
  finds('a line of four hyphens does not end it', { [first]: '---\ntitle: On fire\n----\ntext' }, [
    `${first}:3:1`,
    /exactly three hyphens/,
  ]);
  finds('a colon without quotes is named with its place', { [first]: post().replace('On fire', 'Fire: a warning') }, [
    `${first}:2:8`,
    /cannot be read here.*quotes/,
  ]);
  finds('a tab at the beginning of a line is named', { [first]: post(['image:', '\tsrc: ./x.jpg']) }, [
    `${first}:7:1`,
    /begins with a tab.*spaces/,
  ]);
  finds('a key that is given twice is named at the second', { [first]: post(['title: Again']) }, [
    `${first}:6:1`,
    /“title” is given twice/,
  ]);
  finds('a list in place of keys is named', { [first]: '---\n- one\n---\n' }, [`${first}:1:1`, /not made of keys and values/]);
  finds(
    'a body is checked even where the frontmatter cannot be read',
    { [first]: post([], '# Again').replace('On fire', '@') },
    [`${first}:2:8`, /cannot be read/],
    [`${first}:7:1`, /Begin this one with ##/],
  );
});

describe('frontmatter against the schema', () => {
  finds('a key that does not exist is named with the one that was meant', { [first]: post(['tagss: [a]']) }, [
    `${first}:6:1`,
    /“tagss” is not a key of a post\. Did you mean “tags”/,
  ]);
  finds('a key that resembles none is told which there are', { [author]: withFrontmatter(['name: M', 'shoes: 43']) }, [
    `${author}:3:1`,
    /not a key of an author.*name, role, portrait, links/,
  ]);
  finds(
    'a key that does not exist within another is named',
    { [first]: post(['image:', '  src: ./f.png', '  alt: F.', '  altt: x']), 'content/posts/2026/11/f.png': '' },
    [`${first}:9:3`, /“altt” is not a key of image. Did you mean “alt”/],
  );
  finds('a missing key is named in the first line, with what it is for', { [first]: post().replace('title: On fire\n', '') }, [
    `${first}:1:1`,
    /title is missing. Add it: The headline/,
  ]);
  finds(
    'an empty frontmatter lacks every key it needs',
    { [page]: '---\n---\n' },
    [`${page}:1:1`, /description is missing/],
    [`${page}:1:1`, /title is missing/],
  );
  finds('a title of nothing is empty', { [first]: post().replace('On fire', '" "') }, [`${first}:2:8`, /title is empty. Write something/]);
  finds('a key without a value is empty', { [first]: post(['tags:']) }, [`${first}:6:1`, /tags is empty. Write a list/]);
  finds('a long title is told how long it may be', { [first]: post().replace('On fire', 'x'.repeat(121)) }, [
    `${first}:2:8`,
    /Shorten this to 120 characters/,
  ]);
  finds('a number in place of a text is told to wear quotes', { [first]: post().replace('On fire', '1984') }, [
    `${first}:2:8`,
    /title is 1984. Put it in quotes: '1984'/,
  ]);
  finds('a text in place of a list is told how lists are written', { [first]: post(['tags: sales']) }, [
    `${first}:6:7`,
    /tags is “sales”. Write a list: \[sales\]/,
  ]);
  finds('a text in place of true or false is named', { [first]: post(['draft: yes']) }, [
    `${first}:6:8`,
    /draft is “yes”. Write true or false/,
  ]);
  finds('a list without authors asks for one', { [first]: post().replace('[mike-moran]', '[]') }, [
    `${first}:5:10`,
    /authors is empty. Name at least one author/,
  ]);
  finds('a wrong word for comments is told the right ones', { [first]: post(['comments: maybe']) }, [
    `${first}:6:11`,
    /“maybe”. Write open, closed .* or off/,
  ]);
  finds('an alias that is not a path is named', { [first]: post(['aliases: [https://example.org/]']) }, [
    `${first}:6:11`,
    /Write the old path on this site/,
  ]);
  finds(
    'a link of an author without an address is named at the link',
    { [author]: withFrontmatter(['name: M', 'links:', '  - label: Site']) },
    [`${author}:4:5`, /links has no url. Add it under links: Where it leads/],
  );
});

describe('dates', () => {
  finds('a day that does not exist is named', { [first]: post().replace('2026-11-20', '2026-11-31') }, [
    `${first}:4:12`,
    /published is “2026-11-31”. Write a day that exists/,
  ]);
  accepts('a month alone is a date', { [first]: post().replace('2026-11-20', '2026-11') });
  finds('an update on a day that does not exist is named', { [first]: post(['updated: 2026-02-30']) }, [
    `${first}:6:10`,
    /Write a day that exists/,
  ]);
  finds('a folder that disagrees with the date is named', { [first]: post().replace('2026-11-20', '2026-10-20') }, [
    `${first}:4:12`,
    /published is 2026-10-20, but the file lies in 2026\/11. Move it to content\/posts\/2026\/10\/on-fire.mdx/,
  ]);
});

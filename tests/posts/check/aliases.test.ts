import { describe } from 'node:test';
import { post } from '../../support/content.ts';
import { finds, first, second } from '../../support/mistakes.ts';

describe('aliases', () => {
  const hides = (alias: string, what: RegExp) =>
    finds(`the alias ${alias} hides something`, { [first]: post(['tags: [Big fires]', `aliases: ["${alias}"]`]), [second]: post() }, [
      `${first}:7:11`,
      what,
    ]);
  hides('/about/', /would hide content\/pages\/about.mdx/);
  hides('/about', /would hide content\/pages\/about.mdx, which has the address \/about\//);
  hides('/2026/11/second/', /would hide content\/posts\/2026\/11\/second.mdx/);
  hides('/2026/11/on-fire/', /the address of this very post/);
  hides('/2026/11/second/comments/', /would hide the discussion/);
  hides('/2026/', /would hide the posts of 2026/);
  hides('/tags/big-fires/', /would hide the tag Big fires/);
  hides('/authors/mike-moran/', /would hide content\/authors\/mike-moran.mdx/);
  hides('/feed.xml', /would hide the feed/);
  hides('/tags/big-fires/atom.xml', /would hide the feed of the tag Big fires/);
  hides('/authors/mike-moran/feed.json', /would hide the feed of content/);
  hides('/2026/11/second.md', /would hide the Markdown of content/);
  hides('/llms.txt', /would hide the list/);
  hides('/feed.css', /would hide the style sheet/);
  hides('/favicon.svg', /would hide public\/favicon.svg/);
  hides('/archive', /would hide the archive/);
  hides('/page/7/', /begin with \/page\//);
  hides('/moderation/queue/', /begin with \/moderation\//);
  finds(
    'an alias must not hide a post that is not published yet',
    { [first]: post(['aliases: [/2027/01/soon/]']), 'content/posts/2027/01/soon.mdx': post().replace('2026-11-20', '2027-01-01') },
    [`${first}:6:11`, /would hide/],
  );
  finds('an alias that is given twice is named', { [first]: post(['aliases: [/old/, /other/, /old]']) }, [
    `${first}:6:27`,
    /already given in line 6 as “\/old\/”/,
  ]);
  finds('an alias of two posts is named at the second', { [first]: post(['aliases: [/old/]']), [second]: post(['aliases: [/old/]']) }, [
    `${second}:6:11`,
    /already given to content\/posts\/2026\/11\/on-fire.mdx/,
  ]);
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { plainMarkdown } from '../../src/posts/plain-markdown.ts';

const page = 'https://example.org/2026/11/on-fire/';
const written = (mdx: string) => plainMarkdown(mdx, (url) => new URL(url, page).href);
const lines = (...text: string[]) => text.join('\n');

describe('a post as plain Markdown', () => {
  const becomes = (sentence: string, mdx: string, markdown: string) => {
    it(sentence, async () => assert.equal(await written(mdx), markdown));
  };

  const untouched = lines(
    '## A *heading*',
    '',
    '| a | b |',
    '| --- | ---: |',
    '| 1 | 2 |',
    '',
    'Text with a footnote,[^1] `<Figure>` as code, \\{ and \\<, “quotes” -- and [an address](https://other.example/ "Title").',
    '',
    '[^1]: The note.',
    '',
    '```mdx',
    '<Figure caption="x">',
    '',
    '![y](./y.png)',
    '',
    '</Figure>',
    '{/* stays */}',
    '```',
    '',
    '- one',
    '  - two https://example.org',
  );
  becomes('is what the author wrote, letter for letter, where that is Markdown', untouched, untouched);

  becomes(
    'has every address in full',
    'See [it](/about/), [below](#end) and [that][1].\n\n[1]: /feed.xml "Feed"',
    'See [it](https://example.org/about/), [below](https://example.org/2026/11/on-fire/#end) and [that][1].\n\n[1]: https://example.org/feed.xml "Feed"',
  );
  becomes(
    'has addresses in full inside emphasis, quotations and links around pictures',
    '> **See [*the* page](/about/)**\n> [![A cat](/cat.png)](/cats/)',
    '> **See [*the* page](https://example.org/about/)**\n> [![A cat](https://example.org/cat.png)](https://example.org/cats/)',
  );
  becomes('knows what may not stand in an address as it is', '[a](</a (b).pdf>)', '[a](<https://example.org/a%20(b).pdf>)');
  becomes(
    'keeps what stands in the brackets of a picture',
    '![One \\] two "three"](/a.png "A \\"title\\"")',
    '![One \\] two "three"](https://example.org/a.png "A \\"title\\"")',
  );

  becomes(
    'writes a figure with its caption under it',
    lines('<Figure caption="Below">', '', '![A](/a.png)', '', '</Figure>'),
    lines('![A](https://example.org/a.png)', '', '*Below*'),
  );
  becomes(
    'writes an aside as a quotation under its title',
    lines('<Aside title="Note">', '', 'One.', '', '- two', '', '</Aside>'),
    lines('> **Note**', '>', '> One.', '>', '> - two'),
  );
  becomes(
    'writes a pull quote with its source',
    lines('<PullQuote cite="Somebody">', '', 'Well said.', '', '</PullQuote>'),
    lines('> Well said.', '>', '> — Somebody'),
  );
  becomes('writes an element on one line', '<Aside>Short.</Aside>', '> Short.');
  becomes('takes the indentation of an element away', lines('<Aside>', '  One', '  two.', '</Aside>'), lines('> One', '> two.'));
  becomes(
    'keeps an element in the list it stands in',
    lines('- One', '', '  <Aside title="Note">', '', '  Two.', '', '  </Aside>', '- Three'),
    lines('- One', '', '  > **Note**', '  >', '  > Two.', '- Three'),
  );
  becomes(
    'writes elements inside elements',
    lines('<Aside>', '', '<Figure caption="Below">', '', '![A](/a.png)', '', '</Figure>', '', '</Aside>'),
    lines('> ![A](https://example.org/a.png)', '>', '> *Below*'),
  );
  becomes(
    'leaves HTML that Markdown has no words for',
    'H<sub>2</sub>O and <a href="/x/">this</a>',
    'H<sub>2</sub>O and [this](https://example.org/x/)',
  );
  becomes(
    'says nothing of what only authors see',
    'One{/* not for readers */} two.\n\n{/* nor this */}\n\nThree{" "}four.',
    'One two.\n\n\n\nThree four.',
  );
});

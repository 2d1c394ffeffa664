import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Element, Root, RootContent } from 'hast';
import { rehype } from 'rehype';
import { countLinks, makeSafe, renderComment } from '../../src/comments/render.ts';
import { assertSafe, readAndWritten } from '../support/comment-html.ts';
import { families } from '../support/hostile-markdown.ts';
import { root } from '../support/site.ts';

/** Attacks collected by others, when they are beside the project. */
const corpus = resolve(root, '../shared/data/xss-vectors.json');

describe('the text of a comment', () => {
  const examples: [sentence: string, text: string, html: string][] = [
    ['becomes paragraphs where lines are empty, and keeps its line breaks', 'a\nb\n\nc', '<p>a<br>\nb</p>\n<p>c</p>'],
    ['may be emphasised', '*a* **b** ~~c~~', '<p><em>a</em> <strong>b</strong> <s>c</s></p>'],
    [
      'shows the signs of emphasis that is too deep',
      `${'*a '.repeat(21)}${'b* '.repeat(21)}`,
      `<p>${'<em>a '.repeat(20)}*a b* ${'b</em> '.repeat(20).trim()}</p>`,
    ],
    ['may quote', '> a', '<blockquote>\n<p>a</p>\n</blockquote>'],
    ['may list', '- a\n- b', '<ul>\n<li>a</li>\n<li>b</li>\n</ul>'],
    ['may count from where it wants', '3. a', '<ol start="3">\n<li>a</li>\n</ol>'],
    ['may show code', '`<b>`\n\n```js\n<i>\n```', '<p><code>&#x3C;b></code></p>\n<pre><code>&#x3C;i>\n</code></pre>'],
    ['may link', '[a](https://a.example/ "t")', '<p><a href="https://a.example/" rel="nofollow ugc noopener">a</a></p>'],
    [
      'links an address as it stands',
      'https://a.example',
      '<p><a href="https://a.example" rel="nofollow ugc noopener">https://a.example</a></p>',
    ],
    [
      'does not link what only looks like an address',
      'a.example www.a.example a@a.example //a.example',
      '<p>a.example www.a.example a@a.example //a.example</p>',
    ],
    ['shows HTML as it was typed', '<b onclick="x">a</b>', '<p>&#x3C;b onclick="x">a&#x3C;/b></p>'],
    [
      'shows a picture as it was typed',
      '![a](https://a.example/a.png)',
      '<p>!<a href="https://a.example/a.png" rel="nofollow ugc noopener">a</a></p>',
    ],
    [
      'has no references',
      '[a]\n\n[a]: https://a.example',
      '<p>[a]</p>\n<p>[a]: <a href="https://a.example" rel="nofollow ugc noopener">https://a.example</a></p>',
    ],
    ['has no headings, tables or rules', '# a\n\n***', '<p># a</p>\n<p>***</p>'],
    [
      'links to nothing but http and https',
      '[a](javascript:alert) [b](data:,) [c](/d) [d](#e)',
      '<p>[a](javascript:alert) [b](data:,) [c](/d) [d](#e)</p>',
    ],
    ['keeps quotation marks and dashes as they were typed', '"a" -- b...', '<p>"a" -- b...</p>'],
  ];
  for (const [sentence, text, html] of examples) it(sentence, () => assert.equal(renderComment(text), html));

  it('has as many links as a reader can follow', () => {
    assert.equal(countLinks(renderComment('https://a.example [b](http://b.example) `https://c.example` &lt;a b')), 2);
    assert.equal(countLinks(renderComment('<a href="https://a.example">')), 1);
  });
});

describe('whatever is typed', () => {
  it('makes safe HTML that a browser reads as it was written', () => {
    fc.assert(
      fc.property(wildText, (text) => void isSafeAndStable(text)),
      { numRuns: 1_500 },
    );
  });

  for (const [name, family] of Object.entries(families)) {
    it(`makes safe HTML in proportion to its length: ${name}`, () => {
      for (const size of [1_000, 10_000]) {
        const text = family(size);
        assert.ok(text.length >= size * 0.9 && text.length <= size, `the family is ${text.length} for ${size}`);
        const html = isSafeAndStable(text);
        // The longest answer to few characters is an automatic link, which repeats its address and says three words.
        assert.ok(html.length <= text.length * 10 + 200, `${html.length} characters for ${text.length}`);
      }
    });
  }

  for (const name of [
    'quotes',
    'lists and quotes',
    'lists in steps',
    'links in links',
    ...Object.keys(families).filter((key) => key.startsWith('emphasis')),
  ]) {
    it(`is never deeper than a browser likes, also at the size of the door: ${name}`, () => {
      const html = isSafeAndStable(families[name]?.(65_525) ?? '');
      let depth = 0;
      let deepest = 0;
      for (const [, end] of html.matchAll(/<(\/?)(?!br)[a-z]+/g)) {
        depth += end ? -1 : 1;
        deepest = Math.max(deepest, depth);
      }
      assert.ok(deepest > 1 && deepest <= 50, `${deepest} levels`);
    });
  }

  it('also when it is one of the known attacks', { skip: !existsSync(corpus) && 'the collection is not here' }, () => {
    const vectors: unknown = JSON.parse(readFileSync(corpus, 'utf8'));
    assert.ok(Array.isArray(vectors) && vectors.length > 1_000);
    for (const { v } of vectors) {
      isSafeAndStable(String(v));
      assertSafe(makeSafe(String(v)));
    }
  });
});

/** The second line: what would happen if Markdown let HTML through. */
describe('HTML of any origin', () => {
  it('keeps nothing but the thirteen elements, their few attributes and text', () => {
    const writer = rehype().data('settings', { allowDangerousHtml: true, allowDangerousCharacters: true });
    fc.assert(
      fc.property(wildTree, (tree) => {
        const html = writer.stringify(tree);
        assertSafe(makeSafe(html));
        assertSafe(readAndWritten(makeSafe(html)));
      }),
      { numRuns: 1_500 },
    );
  });

  for (const html of attacks()) {
    it(`is harmless afterwards: ${html.slice(0, 70)}`, () => {
      const made = makeSafe(html);
      assertSafe(made);
      assertSafe(readAndWritten(made));
      assert.doesNotMatch(made, /script|onerror|onload|javascript|<style|<svg|<math/i);
    });
  }
});

/** Fails unless it renders safely, and the same after a browser read and wrote it. */
function isSafeAndStable(text: string): string {
  const html = renderComment(text);
  assertSafe(html);
  assert.equal(readAndWritten(html), html);
  return html;
}

/** Pieces that mean something to Markdown or HTML, shuffled among letters of all kinds. */
const pieces = [
  ...['*', '**', '_', '~~', '`', '```', '~~~', '>', '- ', '1. ', '    ', '\t', '\n', '\n\n', '\\', '#', '|', '---', '  \n', '***'],
  ...['[', ']', '(', ')', '](', '](https://a.example)', '![', '<', '>', '&', '&lt;', '&#60;', '&#x6a;', '"', "'", '<https://a.example>'],
  ...[
    'https://',
    'http://a.example/?a=b&c',
    'javascript:',
    'data:text/html,',
    '//a.example',
    'ftp://a.example',
    '[a]: https://a.example\n',
  ],
  ...['<script>', '</script>', '<!--', '-->', '<![CDATA[', ']]>', '<a href="', '<img src=x onerror=', '<svg/onload=', '</p>', '<style>'],
  ...['\0', '\u2028', '\u202e', '\ufeff', '\ufffd', '\ud800', '👩‍👩‍👧', 'א', 'é', 'a', 'b c'],
];
const wildText = fc
  .array(
    fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...pieces) }, { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) }),
    {
      maxLength: 60,
    },
  )
  .map((parts) => parts.join(''));

const tagNames = [
  ...[
    'a',
    'p',
    'b',
    'br',
    'em',
    'li',
    'ul',
    'ol',
    'pre',
    'code',
    'blockquote',
    's',
    'del',
    'strong',
    'div',
    'span',
    'h1',
    'img',
    'table',
    'td',
  ],
  ...[
    'script',
    'style',
    'iframe',
    'object',
    'embed',
    'svg',
    'math',
    'mtext',
    'mglyph',
    'foreignObject',
    'annotation-xml',
    'desc',
    'title',
    'path',
  ],
  ...[
    'form',
    'input',
    'button',
    'textarea',
    'select',
    'option',
    'noscript',
    'noembed',
    'xmp',
    'plaintext',
    'template',
    'base',
    'meta',
    'link',
  ],
  ...[
    'video',
    'audio',
    'source',
    'frameset',
    'body',
    'html',
    'head',
    'a-custom',
    'marquee',
    'isindex',
    'keygen',
    'dialog',
    'slot',
    'portal',
  ],
];
const attributes = fc.dictionary(
  fc.constantFrom(
    'href',
    'src',
    'id',
    'name',
    'className',
    'style',
    'onClick',
    'onError',
    'srcDoc',
    'target',
    'rel',
    'start',
    'xLinkHref',
    'is',
  ),
  fc.oneof(
    fc.constantFrom(
      'javascript:alert(1)',
      ' \tjava\nscript:alert(1)',
      'https://a.example/',
      'data:text/html,a',
      '//a.example',
      'nofollow',
      '3',
      '',
    ),
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.constantFrom('"><script>alert(1)</script>', "' onload='alert(1)", '-->', ']]>', '</style><img src=x onerror=alert(1)>'),
  ),
  { maxKeys: 3 },
);
const { tree: wildTree } = fc.letrec<{ node: RootContent; element: Element; tree: Root }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'medium', maxDepth: 7 },
    fc.constantFrom(...pieces).map((value): RootContent => ({ type: 'text', value })),
    fc.constantFrom(...pieces).map((value): RootContent => ({ type: 'comment', value })),
    fc.array(fc.constantFrom(...pieces), { maxLength: 4 }).map((parts): RootContent => ({ type: 'raw', value: parts.join('') })),
    tie('element'),
  ),
  element: fc
    .tuple(fc.constantFrom(...tagNames), attributes, fc.array(tie('node'), { maxLength: 4 }))
    .map(([tagName, properties, children]): Element => ({
      type: 'element',
      tagName,
      properties,
      children: children as Element['children'],
    })),
  tree: fc.array(tie('node'), { maxLength: 5 }).map((children): Root => ({ type: 'root', children })),
}));

function attacks(): string[] {
  return [
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<a href="javascript:alert(1)">a</a>',
    '<a href="java&#x0a;script:alert(1)">a</a>',
    '<a href="&#1;javascript:alert(1)">a</a>',
    '<a href="https://a.example" onclick="javascript:alert(1)" style="position:fixed" id="top" name="body" class="x" target="_self">a</a>',
    '<svg><a xlink:href="javascript:alert(1)"><text>a</text></a></svg>',
    '<svg><style><img src=x onerror=alert(1)></style></svg>',
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
    '<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>',
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    '<template><script>alert(1)</script></template>',
    '<textarea></textarea><img src=x onerror=alert(1)></textarea>',
    '<xmp><p title="</xmp><img src=x onerror=alert(1)>">',
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    '<object data="javascript:alert(1)"></object><embed src="javascript:alert(1)">',
    '<base href="javascript:/a/"><a href="//a">a</a>',
    '<meta http-equiv="refresh" content="0;url=javascript:alert(1)"><link rel=stylesheet href="javascript:alert(1)">',
    '<!--><img src=x onerror=alert(1)>-->',
    '<![CDATA[<img src=x onerror=alert(1)>]]>',
    '<details open ontoggle=alert(1)><input autofocus onfocus=alert(1) onload=x>',
  ];
}

import { describe } from 'node:test';
import { post } from '../../support/content.ts';
import { accepts, finds, first } from '../../support/mistakes.ts';

describe('the text', () => {
  finds('an import is named', { [first]: post([], 'import X from "./x.astro"\n\nText.') }, [
    `${first}:7:1`,
    /Figure, Aside and PullQuote are there by name/,
  ]);
  finds('an export is named', { [first]: post([], 'Text.\n\nexport const x = 1') }, [`${first}:9:1`, /Nothing is imported or exported/]);
  finds('an element that does not exist is named with the one that was meant', { [first]: post([], '<Asside>\n\nx\n\n</Asside>') }, [
    `${first}:7:1`,
    /no element <Asside>. Did you mean “Aside”/,
  ]);
  finds('an element that resembles none is told which there are', { [first]: post([], 'A <Youtube id="x" /> here.') }, [
    `${first}:7:3`,
    /The elements are Figure, Aside and PullQuote/,
  ]);
  accepts('the elements of the site and those of HTML are there', {
    [first]: post([], '<Figure caption="x">\n\n<Aside><kbd>x</kbd></Aside>\n\n</Figure>\n\n<PullQuote>x</PullQuote>'),
  });
  finds('a heading of the first level is named', { [first]: post([], '# Again') }, [`${first}:7:1`, /Begin this one with ##/]);
  finds('an underlined heading of the first level is named', { [first]: post([], 'Again\n=====') }, [`${first}:7:1`, /##/]);
  finds('a heading whose anchor is a part of the page is named', { [first]: post([], '## Comment') }, [
    `${first}:7:1`,
    /#comment belongs to the page/,
  ]);
  finds('an h1 is named', { [first]: post([], '<h1>Again</h1>') }, [`${first}:7:1`, /##/]);
  accepts('code may hold what the text may not', {
    [first]: post([], '```mdx\n# Again\n<Video>\nimport x\n{x}\n![](./gone.jpg)\n```\n\n`<Video> {x}`'),
  });
  finds('braces that would run are named', { [first]: post([], 'A set {one, two} here.') }, [
    `${first}:7:7`,
    /“{one, two}” would run as JavaScript/,
  ]);
  finds('an attribute that would run is named', { [first]: post([], 'A <Aside title={name}>b</Aside>') }, [
    `${first}:7:3`,
    /attribute of <Aside> would run/,
  ]);
  finds('attributes that are spread are named', { [first]: post([], '<Aside {...all}>b</Aside>') }, [`${first}:7:1`, /would run/]);
  accepts('an attribute may be a number', { [first]: post([], '<img src="/favicon.svg" alt="Icon." width={32} />') });
  accepts('a comment, a space and an escaped brace run nothing', { [first]: post([], '{/* not for readers */}\n\nA{" "}\\{brace}.') });
});

describe('text that MDX cannot read', () => {
  const stops = (text: string, place: string, words: RegExp) =>
    finds(`it stops at ${JSON.stringify(text)}`, { [first]: post([], text) }, [`${first}:${place}`, words]);
  stops('Text.\n\na <1', '9:4', /not the name of an element.*\\</);
  stops('Text <!-- note -->', '7:7', /no HTML comments. Write {\/\*/);
  stops('See <https://example.org/>.', '7:12', /Write \[text\]\(address\)/);
  stops('Text.\n\n<Figure>\n\nx', '9:1', /<Figure> is not closed where it should be. Write <\/Figure>/);
  stops('Text.\n\n<Figure>x</Aside>', '9:1', /what is closed at 9:10 is <\/Aside>. Write <\/Figure> there/);
  stops('One<br>two.', '7:4', /<br> needs a slash before its end: <br \/>/);
  stops('x</Figure>', '7:3', /closed here that is not open/);
  stops('{1}\n\n{ never\n\nclosed\n\n- end', '9:1', /This brace is not closed.*\\{/);
  stops('A {#id} here.', '7:4', /not JavaScript.*\\{/);
  stops('import duties rose.', '7:15', /begin the line with another word/);
  stops('<img alt=x />', '7:10', /needs quotes/);
});

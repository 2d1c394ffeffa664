import type { Feed } from './feed.ts';
import { type Xml, xml } from './xml.ts';

/** What a person reads who opens the feed in a browser; feed readers pass over elements that are not theirs. */
export function noteForPeople({ page, self }: Feed): Xml {
  return xml(
    'div',
    { xmlns: 'http://www.w3.org/1999/xhtml', class: 'note' },
    xml('p', {}, xml('strong', {}, 'This is a feed. '), 'Give its address to a feed reader, and whatever is new here comes to you:'),
    xml('p', {}, xml('code', {}, self)),
    xml('p', {}, xml('a', { href: page }, 'The same as a page')),
  );
}

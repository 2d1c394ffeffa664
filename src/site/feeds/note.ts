import type { Feed } from './feed.ts';
import { type Xml, xml } from './xml.ts';

/** What a person reads who opens the feed in a browser; feed readers pass over elements that are not theirs. */
export function noteForPeople({ page, self }: Feed): Xml {
  return xml(
    'h:div',
    { 'xmlns:h': 'http://www.w3.org/1999/xhtml', class: 'note' },
    xml('h:p', {}, xml('h:strong', {}, 'This is a feed. '), 'Give its address to a feed reader, and whatever is new here comes to you:'),
    xml('h:p', {}, xml('h:code', {}, self)),
    xml('h:p', {}, xml('h:a', { href: page }, 'The same as a page')),
  );
}

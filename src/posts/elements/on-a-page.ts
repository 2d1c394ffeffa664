/**
 * What Markdown makes of a text, as a page shows it: headings that are links, tables that scroll, pictures that can be enlarged.
 * A feed takes `elements` alone, and gets plain HTML.
 */
import { elements } from './elements.ts';
import Heading2 from './Heading2.astro';
import Heading3 from './Heading3.astro';
import Heading4 from './Heading4.astro';
import Picture from './Picture.astro';
import Table from './Table.astro';

export const elementsOnAPage = { ...elements, h2: Heading2, h3: Heading3, h4: Heading4, img: Picture, table: Table };

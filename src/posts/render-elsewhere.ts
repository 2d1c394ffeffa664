import { getContainerRenderer } from '@astrojs/mdx/container-renderer';
import { loadRenderers } from 'astro:container';
import { render } from 'astro:content';
import { experimental_AstroContainer as Container } from 'astro/container';
import type { Element, ElementContent, Root, RootContent } from 'hast';
import { rehype } from 'rehype';
import { elements } from './elements/elements.ts';
import type { Post } from './posts.ts';

const container = loadRenderers([getContainerRenderer()]).then((renderers) => Container.create({ renderers }));
const rendered = new Map<string, Promise<string>>();

/**
 * The text of a post as HTML to be read elsewhere, made once however many feeds it is in: rendered as its page is, without scripts,
 * styles and whatever only means something on our pages, and with every address full. `url` is where the post is.
 */
export function renderElsewhere(post: Post, url: string): Promise<string> {
  const key = `${post.id} ${String(post.digest)}`;
  const known = rendered.get(key) ?? renderNow(post, url);
  rendered.set(key, known);
  return known;
}

async function renderNow(post: Post, url: string): Promise<string> {
  const { Content } = await render(post);
  const html = await (await container).renderToString(Content, { props: { components: elements } });
  return forElsewhere(html, url);
}

/** HTML that stands by itself: nothing that runs, styles or is a mark for our own pages; addresses are full. */
export function forElsewhere(html: string, url: string): string {
  const clean = () => (tree: Root) => {
    tree.children = tree.children.flatMap((node) => (isForeign(node) ? [] : [node]));
    for (const node of tree.children) if (node.type === 'element') cleanElement(node, url);
  };
  return String(rehype().data('settings', { fragment: true }).use(clean).processSync(html)).trim();
}

function cleanElement(element: Element, url: string): void {
  for (const [name, value] of Object.entries(element.properties)) {
    if (/^(data|on[a-z]|style$|className$|srcSet$|sizes$|loading$|decoding$|fetchPriority$|tabIndex$)/.test(name))
      delete element.properties[name];
    else if (/^(href|src|cite|poster)$/.test(name) && typeof value === 'string')
      element.properties[name] = URL.parse(value, url)?.href ?? value;
  }
  element.children = element.children.flatMap((child): ElementContent[] => (isForeign(child) ? [] : [child]));
  for (const child of element.children) if (child.type === 'element') cleanElement(child, url);
}

function isForeign(node: RootContent): boolean {
  return node.type === 'comment' || (node.type === 'element' && /^(script|style|link|template|button)$/.test(node.tagName));
}

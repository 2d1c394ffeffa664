import { getContainerRenderer } from '@astrojs/mdx/container-renderer';
import rss from '@astrojs/rss';
import { loadRenderers } from 'astro:container';
import { render } from 'astro:content';
import { experimental_AstroContainer as Container } from 'astro/container';
import type { Root } from 'hast';
import { rehype } from 'rehype';
import { CONTINUE, SKIP, visit } from 'unist-util-visit';
import { authorsOf } from '../authors/authors.ts';
import { instantOf } from '../site/dates.ts';
import { absolute, paths } from '../site/paths.ts';
import { site } from '../site/site.ts';
import { elements } from './elements/elements.ts';
import type { Post } from './posts.ts';

/** An RSS feed of posts in full, rendered as their pages are, with every address absolute. */
export async function postsFeed(posts: readonly Post[], origin: URL | undefined): Promise<Response> {
  const container = await Container.create({ renderers: await loadRenderers([getContainerRenderer()]) });
  const items = posts.map(async (post) => {
    const { Content } = await render(post);
    const html = await container.renderToString(Content, { props: { components: elements } });
    const url = absolute(paths.post(post.id), origin);
    return {
      title: post.data.title,
      link: url,
      description: post.data.description,
      pubDate: instantOf(post.data.published),
      categories: [...(post.data.category ? [post.data.category] : []), ...post.data.tags],
      content: absoluteAddresses(html, url),
      customData: (await authorsOf(post.data.authors)).map(({ data }) => `<dc:creator>${escape(data.name)}</dc:creator>`).join(''),
    };
  });
  return rss({
    title: site.name,
    description: site.tagline,
    site: absolute('/', origin),
    xmlns: { dc: 'http://purl.org/dc/elements/1.1/', atom: 'http://www.w3.org/2005/Atom' },
    customData: `<language>${site.language}</language><atom:link href="${absolute(paths.feed(), origin)}" rel="self" type="application/rss+xml"/>`,
    items: await Promise.all(items),
  });
}

/** HTML of a post for reading elsewhere: no scripts or styles nor marks for them, addresses full. */
function absoluteAddresses(html: string, url: string): string {
  const rewrite = () => (tree: Root) => {
    visit(tree, (node, place, parent) => {
      if (
        parent &&
        place !== undefined &&
        (node.type === 'comment' || (node.type === 'element' && /^(script|style|link)$/.test(node.tagName)))
      ) {
        parent.children.splice(place, 1);
        return [SKIP, place];
      }
      if (node.type !== 'element') return CONTINUE;
      for (const [name, value] of Object.entries(node.properties)) {
        if (name.startsWith('dataAstro')) delete node.properties[name];
        else if ((name === 'href' || name === 'src') && typeof value === 'string') node.properties[name] = new URL(value, url).href;
      }
      return CONTINUE;
    });
  };
  return String(rehype().data('settings', { fragment: true }).use(rewrite).processSync(html)).trim();
}

function escape(text: string): string {
  return text.replace(/[<>&]/g, (character) => `&#${character.charCodeAt(0)};`);
}

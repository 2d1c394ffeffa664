// @ts-check
import mdx from '@astrojs/mdx';
import { unified } from '@astrojs/markdown-remark';
import { defineConfig } from 'astro/config';
import rehypeSlug from 'rehype-slug';
import { contentCheck } from './src/posts/check/integration.ts';
import { highlighting } from './src/posts/highlight.ts';
import { numberNotes } from './src/posts/notes.ts';
import { ownAddresses } from './src/posts/own-addresses.ts';
import { frontDoor } from './src/server/adapter.ts';
import { cards } from './src/site/cards/integration.ts';
import { offline } from './src/site/offline/build.ts';
import { readSettings } from './src/site/settings.ts';

const { siteUrl, base } = readSettings(process.env);

export default defineConfig({
  site: siteUrl,
  base: `${base}/`,
  trailingSlash: 'always',
  // White space as in JSX, which is also how Prettier breaks lines in templates: a line break beside an element is none on the page.
  compressHTML: 'jsx',
  build: { inlineStylesheets: 'always' },
  integrations: [contentCheck(), mdx(), cards(), offline()],
  adapter: frontDoor(),
  markdown: {
    processor: unified({ rehypePlugins: [rehypeSlug, numberNotes, ownAddresses] }),
    syntaxHighlight: 'shiki',
    shikiConfig: highlighting,
  },
  // The front door asks where a form comes from: Astro's own check is wrong behind a proxy that ends TLS.
  security: { checkOrigin: false },
  devToolbar: { enabled: false },
  vite: { build: { assetsInlineLimit: 0, rolldownOptions: { onLog: withoutHeadInject } } },
  experimental: { contentIntellisense: true },
});

/**
 * Rolldown warns of a directive that Astro itself writes into every MDX module and has read by then. Everything else is shown.
 * @type {NonNullable<import('vite').Rolldown.InputOptions['onLog']>}
 */
function withoutHeadInject(level, log, show) {
  if (!(log.code === 'MODULE_LEVEL_DIRECTIVE' && log.message.includes('astro:head-inject'))) show(level, log);
}

/**
 * Every address of the site, made in one place. Paths start with the base, which is the path of SITE_URL, and end with a slash;
 * `absolute` is the only way to a full URL. A post's id is its path from there without slashes
 * around it: `2008/02/what-outcome-are-you-negotiating-for`.
 */
import { slug as slugify } from 'github-slugger';
import { offlineFolder, signOutFolder, workerFile } from './offline/names.ts';
import { type FeedFormat, feedFormats } from './feeds/formats.ts';
import { readSettings } from './settings.ts';

export const paths = pathsUnder(readSettings(process.env).base);

/** Addresses as they are written in `content/`: from the root of the site, wherever that is. */
export const writtenPaths = pathsUnder('');

/** The addresses of a site at `base`: empty, or `/blog`. */
export function pathsUnder(base: string) {
  return {
    home: (page = 1) => (page === 1 ? `${base}/` : `${base}/page/${page}/`),
    post: (id: string) => `${base}/${id}/`,
    discussion: (post: string) => `${base}/${post}/comments/`,
    reply: (post: string, comment: number) => `${base}/${post}/comments/?reply=${comment}#respond`,
    comment: (comment: number) => `#comment-${comment}`,
    year: (year: string) => `${base}/${year}/`,
    month: (year: string, month: string) => `${base}/${year}/${month}/`,
    archive: () => `${base}/archive/`,
    search: (asked: Readonly<Record<string, string | undefined>> = {}) => `${base}/search/${query(asked)}`,
    searchResults: () => `${base}/search/results/`,
    authors: () => `${base}/authors/`,
    author: (id: string) => `${base}/authors/${id}/`,
    tag: (tag: string) => `${base}/tags/${slugify(tag)}/`,
    category: (category: string) => `${base}/categories/${slugify(category)}/`,
    page: (id: string) => `${base}/${id}/`,
    /** The feed of the page at `of`: of the site, of an author, a tag, a category. */
    feed: (of = `${base}/`, format: FeedFormat = 'rss') => of + feedFormats[format].file,
    feedStyle: () => `${base}/feed.css`,
    /** A post as plain Markdown. */
    markdown: (post: string) => `${base}/${post}.md`,
    llms: () => `${base}/llms.txt`,
    /** Where a page tells that its post was read. */
    reads: (post: string) => `${base}/${post}/reads/`,
    commentsFeed: (post?: string) => (post ? `${base}/${post}/comments/feed.xml` : `${base}/comments/feed.xml`),
    /** The picture for shared links; the name of its file holds a hash. */
    card: (file: string) => `${base}/_astro/${file}`,
    reading: () => `${base}/reading/`,
    /** What is shown of pages that cannot be had, and the script that shows it. */
    offline: () => `${base}/${offlineFolder}`,
    worker: () => `${base}/${workerFile}`,
    sitemap: () => `${base}/sitemap.xml`,
    moderation: () => `${base}/moderation/`,
    moderationPage: (name: 'log' | 'rules' | 'bans' | 'discussions' | 'account') => `${base}/moderation/${name}/`,
    signOut: () => `${base}/${signOutFolder}`,
    signIn: (to?: string) => (to ? `${base}/moderation/sign-in/?to=${encodeURIComponent(to)}` : `${base}/moderation/sign-in/`),
    signInLink: () => `${base}/moderation/sign-in/link/`,
    signInPasskey: () => `${base}/moderation/sign-in/passkey/`,
    accountPasskey: () => `${base}/moderation/account/passkey/`,
    icon: () => `${base}/favicon.svg`,
    /** An address as authors write it, where readers find it: one from the root of the site begins with the base. */
    of: (written: string) => (/^\/(?!\/)/.test(written) ? base + written : written),
  };
}

/** The last part of a tag's or category's address: `About this site` → `about-this-site`. */
export function slug(name: string): string {
  return slugify(name);
}

/** A full URL for a path, by the site's configured origin (never by a request's Host). */
export function absolute(path: string, origin: string | URL | undefined): string {
  return new URL(path, origin).href;
}

function query(values: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(values).flatMap(([name, value]) => (value ? [[name, value]] : []));
  return given.length > 0 ? `?${new URLSearchParams(given)}` : '';
}

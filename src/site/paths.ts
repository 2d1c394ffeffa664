/**
 * Every address of the site, made in one place. Paths start and end with a slash;
 * `absolute` is the only way to a full URL. A post's id is its path without slashes
 * around it: `2008/02/what-outcome-are-you-negotiating-for`.
 */
import { slug as slugify } from 'github-slugger';
import { type FeedFormat, feedFormats } from './feeds/formats.ts';

export const paths = {
  home: (page = 1) => (page === 1 ? '/' : `/page/${page}/`),
  post: (id: string) => `/${id}/`,
  discussion: (post: string) => `/${post}/comments/`,
  reply: (post: string, comment: number) => `/${post}/comments/?reply=${comment}#respond`,
  comment: (comment: number) => `#comment-${comment}`,
  year: (year: string) => `/${year}/`,
  month: (year: string, month: string) => `/${year}/${month}/`,
  archive: () => '/archive/',
  search: (asked: Readonly<Record<string, string | undefined>> = {}) => `/search/${query(asked)}`,
  searchResults: () => '/search/results/',
  authors: () => '/authors/',
  author: (id: string) => `/authors/${id}/`,
  tag: (tag: string) => `/tags/${slugify(tag)}/`,
  category: (category: string) => `/categories/${slugify(category)}/`,
  page: (id: string) => `/${id}/`,
  /** The feed of the page at `of`: of the site, of an author, a tag, a category. */
  feed: (of = '/', format: FeedFormat = 'rss') => of + feedFormats[format].file,
  feedStyle: () => '/feed.css',
  /** A post as plain Markdown. */
  markdown: (post: string) => `/${post}.md`,
  llms: () => '/llms.txt',
  /** Where a page tells that its post was read. */
  reads: (post: string) => `/${post}/reads/`,
  commentsFeed: (post?: string) => (post ? `/${post}/comments/feed.xml` : '/comments/feed.xml'),
  reading: () => '/reading/',
  sitemap: () => '/sitemap.xml',
  moderation: () => '/moderation/',
  moderationPage: (name: 'log' | 'rules' | 'bans' | 'discussions' | 'account' | 'sign-out') => `/moderation/${name}/`,
  signIn: (to?: string) => (to ? `/moderation/sign-in/?to=${encodeURIComponent(to)}` : '/moderation/sign-in/'),
  signInLink: () => '/moderation/sign-in/link/',
  signInPasskey: () => '/moderation/sign-in/passkey/',
  accountPasskey: () => '/moderation/account/passkey/',
};

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

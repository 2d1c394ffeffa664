import type { Feed, FeedItem } from './feed.ts';

/** JSON Feed 1.1 with the text in full. @see https://www.jsonfeed.org/version/1.1/ */
export function jsonFeed(feed: Feed): string {
  const written = {
    version: 'https://jsonfeed.org/version/1.1',
    title: feed.title,
    home_page_url: feed.page,
    feed_url: feed.self,
    description: feed.description,
    user_comment: `This is a feed: give its address, ${feed.self}, to a feed reader, and it will show what is new. The page for people is ${feed.page}.`,
    language: feed.language,
    items: feed.items.map(item),
  };
  return `${JSON.stringify(written, null, 1)}\n`;
}

/** What is undefined is not written. */
function item({ id, url, title, summary, html, published, updated, authors, tags, image }: FeedItem) {
  return {
    id,
    url,
    title,
    content_html: html,
    summary,
    image,
    date_published: published.toISOString(),
    date_modified: updated?.toISOString(),
    authors,
    tags: tags.length > 0 ? tags : undefined,
  };
}

/** Comments for search engines. @see https://developers.google.com/search/docs/appearance/structured-data/discussion-forum */
import { absolute, paths } from '../site/paths.ts';
import type { Branch, ThreadPage } from './thread.ts';

/**
 * How many comments a post has, and those on this page as `Comment` nodes, replies inside what they answer: properties of the post's
 * node. Names come without the websites that were given, which deserve no more credit here than in a link.
 */
export function structuredComments({ post, count, threads }: ThreadPage, origin: URL | undefined): object {
  const page = absolute(paths.post(post), origin);
  return { commentCount: count, ...(threads.length > 0 && { comment: threads.flatMap((branch) => nodes(branch, page)) }) };
}

/** Where a comment was removed, its replies take its place. */
function nodes({ id, comment, replies }: Branch, page: string): object[] {
  const answers = replies.flatMap((reply) => nodes(reply, page));
  if (!comment) return answers;
  const node = {
    '@type': 'Comment',
    url: page + paths.comment(id),
    author: { '@type': 'Person', name: comment.name },
    datePublished: comment.created.toISOString(),
    text: comment.text,
    ...(answers.length > 0 && { comment: answers }),
  };
  return [node];
}

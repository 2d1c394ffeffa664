import type { Post } from '../posts/posts.ts';
import { documentsOf } from './documents.ts';
import { SearchIndex } from './index-file.ts';
import { writeIndex } from './write-index.ts';

let known: { content: string; index: Promise<SearchIndex> } | undefined;

/** An index of these posts for the preview, made anew when they have changed. */
export function previewIndex(posts: readonly Post[]): Promise<SearchIndex> {
  const content = JSON.stringify(posts.map(({ id, data, body }) => [id, data, body]));
  if (known?.content !== content) {
    void known?.index.then((old) => old.close());
    known = { content, index: documentsOf(posts).then((documents) => new SearchIndex(writeIndex(documents))) };
  }
  return known.index;
}

/** `afterword check`: lists the mistakes in the content. */
import { mistakesIn } from '../posts/check/check.ts';
import { readContent } from '../posts/check/content.ts';
import { counted, formatMistakes } from '../posts/check/mistake.ts';
import { dayOf } from '../site/dates.ts';

/** Prints every mistake in the content of the project in `root`, or that there is none. The exit code: 1 when there are mistakes, else 0. */
export async function check(root: string = process.cwd()): Promise<number> {
  const content = await readContent(root);
  const mistakes = mistakesIn(content, dayOf(new Date()));
  const { posts, authors, pages } = content;
  const inOrder = `Content is in order: ${counted(posts.length, 'post')}, ${counted(authors.length, 'author')}, ${counted(pages.length, 'page')}.`;
  console.log(mistakes.length > 0 ? formatMistakes(mistakes) : inOrder);
  return mistakes.length > 0 ? 1 : 0;
}

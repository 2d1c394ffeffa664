/** Words read in a minute by adults, silently. @see https://doi.org/10.1016/j.jml.2019.104047 */
const wordsPerMinute = 238;

/** Whole minutes, at least one, to read a Markdown text without its code. */
export function readingMinutes(markdown: string): number {
  const words = markdown
    .replace(/```[\s\S]*?```/g, ' ')
    .replace(/\]\([^)]*\)|<[^>]*>/g, ' ')
    .match(/[\p{L}\p{N}][\p{L}\p{N}’'-]*/gu);
  return Math.max(1, Math.round((words?.length ?? 0) / wordsPerMinute));
}

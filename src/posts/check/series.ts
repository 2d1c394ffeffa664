/** Series: each part has a number of its own, and all parts call the series by the same name. */
import { slug } from '../../site/paths.ts';
import type { Content, Entry } from './content.ts';
import { type Mistake, quoted } from './mistake.ts';

/** Parts with the number of another, and titles that differ only in how they are spelt. */
export function checkSeries({ posts }: Content): Mistake[] {
  const parts = posts.flatMap(partIn).sort((a, b) => (a.file < b.file ? -1 : 1));
  return parts.flatMap((part, index) => {
    const { file, source, title, number } = part;
    const before = parts.slice(0, index).filter((other) => slug(other.title) === slug(title));
    const spelt = before.find((other) => other.title !== title);
    if (spelt) {
      const message = `The series ${quoted(title)} is spelt ${quoted(spelt.title)} in ${spelt.file}. Spell it the same way.`;
      return [{ file, ...source.place(['series', 'title']), message }];
    }
    const same = before.find((other) => other.number === number);
    const next = Math.max(0, ...parts.filter((other) => other.title === title).map((other) => other.number)) + 1;
    const message = same && `${same.file} is part ${number} of ${quoted(title)} already. Write another number, such as ${next}.`;
    return message ? [{ file, ...source.place(['series', 'part']), message }] : [];
  });
}

function partIn({ source }: Entry) {
  const series = source.data?.['series'];
  if (typeof series !== 'object' || series === null || !('title' in series) || !('part' in series)) return [];
  const { title, part } = series;
  if (typeof title !== 'string' || typeof part !== 'number') return [];
  return [{ file: source.file, source, title: title.trim(), number: part }];
}

/** How long hostile comments take to render, and how that grows with their size: `4 × as long` for 4 × the text is linear. */
import { renderComment } from '../src/comments/render.ts';
import { families } from '../tests/support/hostile-markdown.ts';
import { digits, percentile, printTable } from './table.ts';

const [small, large] = [2_500, 10_000];
const tries = 3;

/** Processor time of one run, in milliseconds: over many, because the clock of the processor is coarse, and the least of some tries. */
function milliseconds(text: string): number {
  const runs = Math.ceil(200_000 / text.length);
  const times = Array.from({ length: tries }, () => {
    const started = process.threadCpuUsage();
    for (let run = 0; run < runs; run += 1) renderComment(text);
    const { user, system } = process.threadCpuUsage(started);
    return (user + system) / 1_000 / runs;
  });
  return Math.min(...times);
}

for (const family of Object.values(families)) renderComment(family(large));
const measured = Object.entries(families).map(([name, family]) => {
  const [short, long] = [milliseconds(family(small)), milliseconds(family(large))];
  return { name, short, long, growth: long / short, size: renderComment(family(large)).length / large };
});
const slowest = measured.toSorted((a, b) => b.long - a.long);

printTable(
  ['slowest families', `ms at ${small}`, `ms at ${large}`, 'growth', 'HTML ÷ text'],
  slowest
    .slice(0, 15)
    .map(({ name, short, long, growth, size }) => [name, digits(short), digits(long), `× ${digits(growth)}`, `× ${digits(size)}`]),
);
// A quotient of two very short times says nothing.
const steepest = measured.filter(({ short }) => short > 0.2).toSorted((a, b) => b.growth - a.growth)[0];
const times = measured.map(({ long }) => long);
console.log(
  `\n${measured.length} families of ${large} characters: median ${digits(percentile(times, 0.5))} ms, slowest ${digits(Math.max(...times))} ms; ` +
    `steepest growth × ${digits(steepest?.growth ?? 1)} (${steepest?.name}) for × ${large / small} the text.`,
);

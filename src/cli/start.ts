import { run } from '../server/main.ts';
import { report } from '../server/report.ts';
import { site } from '../site/site.ts';
import { buildIfNeeded } from './astro.ts';

/** Builds what changed, serves the site and stays until it is told to stop. */
export async function start(): Promise<number> {
  const built = await buildIfNeeded();
  if (built !== 0) return built;
  process.on('unhandledRejection', (error) => report(error, 'unhandled'));
  process.on('uncaughtException', (error) => report(error, 'uncaught'));
  const { url, stop } = await run(process.env);
  console.log(`${site.name} is at ${url}. Stop it with Ctrl+C.`);
  await new Promise<void>((asked) => {
    // Ctrl+C reaches every process of a terminal, and the ones above pass it on: the second time is no reason to hurry.
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => asked());
    process.once('disconnect', () => asked());
  });
  await stop();
  if (process.connected) process.disconnect();
  return 0;
}

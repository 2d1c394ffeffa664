import { setImmediate as turn } from 'node:timers/promises';

/** Waits, asking again and again, until something is so. What never becomes so fails by its name. Returns the milliseconds it took. */
export async function until(what: string, isSo: () => boolean | Promise<boolean>, patience = 10_000): Promise<number> {
  const started = performance.now();
  while (!(await isSo())) {
    if (performance.now() - started > patience) throw new Error(`After ${patience} ms still not so: ${what}.`);
    await turn();
  }
  return performance.now() - started;
}

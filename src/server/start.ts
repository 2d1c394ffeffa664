/** Run by `npm start` and by a process supervisor: `node src/server/start.ts`. */
import { DatabaseRefused } from '../database/database.ts';
import { SettingsError } from '../site/settings.ts';
import { site } from '../site/site.ts';
import { run } from './main.ts';
import { report } from './report.ts';

process.on('uncaughtException', (error) => report(error, 'uncaught'));
process.on('unhandledRejection', (error) => report(error, 'unhandled'));

try {
  const { url, stop } = await run(process.env);
  console.log(`${site.name} is at ${url}`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void stop().then(() => process.exit(0)));
  }
} catch (error) {
  const known = error instanceof SettingsError || error instanceof DatabaseRefused;
  console.error(known ? error.message : error);
  process.exit(1);
}

/** A process of its own that writes down when its turn begins and ends: `node take-a-turn.ts DIRECTORY NAME`. The one named `stuck` never ends. */
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { inTurn } from '../../src/cli/in-turn.ts';

const [, , directory = '', name = ''] = process.argv;
const note = (word: string) => appendFileSync(join(directory, 'log'), `${word} ${name}\n`);

await inTurn(join(directory, 'made/ticket'), async () => {
  note('begins');
  process.stdout.write('begins');
  if (name === 'stuck') await new Promise((never) => setTimeout(never, 60_000));
  for (let turn = 0; turn < 50; turn += 1) await new Promise(setImmediate);
  note('ends');
});

import { mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { compose, NotSent, type Transport } from './transport.ts';

/** Letters become files that a mail program opens, readable to the one who runs the site alone: for a site without a mail server. */
export function folder(directory: string, from: string): Transport {
  const composer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  return {
    send: async (letter) => {
      const { message } = await composer.sendMail(compose(letter, from));
      const time = letter.written.toISOString().replace(/[:.]/g, '-');
      const file = join(directory, `${time}-${letter.kind}-${letter.messageId.replace(/@.*|[^\w-]/g, '')}.eml`);
      try {
        mkdirSync(directory, { recursive: true, mode: 0o700 });
        writeFileSync(`${file}.part`, message as Buffer, { mode: 0o600 }); // `buffer: true` makes it one
        renameSync(`${file}.part`, file);
      } catch (error) {
        throw new NotSent('the folder for letters cannot be written', false, error);
      }
    },
  };
}

/** How long a letter lies in the folder, in milliseconds. The privacy page promises it. */
const kept = 30 * 24 * 60 * 60 * 1_000;

/** Removes letters that have been lying in the folder long enough. */
export function forgetFiles(directory: string, now: Date): void {
  for (const name of namesIn(directory)) {
    const file = join(directory, name);
    if (/\.eml(\.part)?$/.test(name) && statSync(file).mtimeMs <= now.getTime() - kept) rmSync(file, { force: true });
  }
}

function namesIn(directory: string): string[] {
  try {
    return readdirSync(directory);
  } catch {
    return [];
  }
}

/** Old addresses that a post takes over: none may stand in the way of something that is there. */
import { writtenPaths as paths } from '../../site/paths.ts';
import { addressesOf, plain } from './addresses.ts';
import type { Content } from './content.ts';
import { type Mistake, quoted } from './mistake.ts';
import { textsAt, type Written } from './source.ts';

/** Aliases that are the address of something else, now or once every post is published, or that are given twice. */
export function checkAliases(content: Content): Mistake[] {
  const taken = new Map([...addressesOf(content, () => true)].map(([path, answer]) => [plain(path), { path, ...answer }]));
  const given = new Map<string, { file: string } & Written>();
  return content.posts.flatMap(({ source }) =>
    textsAt(source, 'aliases').flatMap((alias) => {
      const { file } = source;
      const hidden = taken.get(plain(alias.text));
      const before = given.get(plain(alias.text)) ?? { file, ...alias };
      given.set(plain(alias.text), before);
      const message = hidden ? hides(alias, hidden, file) : (tooGeneral(alias) ?? repeats(alias, before, file));
      return message === undefined ? [] : [{ file, line: alias.line, column: alias.column, message }];
    }),
  );
}

function hides({ text }: Written, { path, what }: { path: string; what: string }, file: string): string {
  if (what === file) return `The alias ${quoted(text)} is the address of this very post. Remove it.`;
  return `The alias ${quoted(text)} would hide ${what}, which has the address ${path}. Remove it.`;
}

function tooGeneral({ text }: Written): string | undefined {
  const inUse = [plain(paths.home(2)).replace(/2$/, ''), '/_astro/', '/regions/', '/moderation/'].find((path) => text.startsWith(path));
  return inUse && `The site itself needs the addresses that begin with ${inUse}, so ${quoted(text)} cannot be an alias. Remove it.`;
}

function repeats(alias: Written, before: { file: string } & Written, file: string): string | undefined {
  if (before.file === file && before.line === alias.line && before.column === alias.column) return undefined;
  const where = before.file === file ? `in line ${before.line}` : `to ${before.file}`;
  return `The alias ${quoted(alias.text)} is already given ${where}${before.text === alias.text ? '' : ` as ${quoted(before.text)}`}. Remove one of the two.`;
}

/** The project's own files as text, for rules about how it is written. */
import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from './site.ts';

/** A file and where it is, from the root of the project: `src/posts/post.ts`. */
export interface Source {
  path: string;
  text: string;
}

const written = /\.(ts|mjs|astro|css)$/;

/** Everything that is written by hand in these folders. */
export function sources(...folders: string[]): Source[] {
  return folders
    .flatMap((folder) => globSync(`${folder}/**/*`, { cwd: root }))
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => written.test(path))
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

/** What a file imports: paths from the root where it is the project's own, else the name as it stands there. */
export function importsOf({ path, text }: Source): string[] {
  const statement =
    /(?:^|;)\s*(?:import|export)\s(?:[^'";]*?\sfrom\s*)?['"]([^'"\n]+)['"]|\bimport\(\s*['"]([^'"\n]+)['"]|@import (?:url\()?['"]([^'"\n]+)['"]/gm;
  const found = withoutComments(text).matchAll(statement);
  return [...found].map(([, written, called, styled]) => {
    const name = written ?? called ?? styled ?? '';
    const plain = name.replace(/\?.*$/, '');
    return plain.startsWith('.') ? join(dirname(path), plain).replaceAll('\\', '/') : plain;
  });
}

/** The same text with its comments gone and its lines where they were. */
export function withoutComments(text: string): string {
  return text
    .replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ''))
    .replace(/(^|\s)\/\/[^\n]*/g, '$1')
    .replace(/<!--[\s\S]*?-->/g, (comment) => comment.replace(/[^\n]/g, ''));
}

/** The styles a file holds: all of a style sheet, the `<style>` of a component, and nothing of anything else. */
export function stylesOf({ path, text }: Source): string {
  const css = path.endsWith('.css') ? text : [...text.matchAll(/<style[^>]*>([\s\S]*?)<\/style>/g)].map(([, block]) => block).join('\n');
  return withoutComments(css);
}

/** The lines of a route that decide something: without imports, types, comments, markup and styles. */
export function logicOf({ path, text }: Source): string[] {
  const code = path.endsWith('.astro') ? (/^---\n([\s\S]*?)\n---/.exec(text)?.[1] ?? '') : text;
  return withoutComments(code)
    .replace(/^import [\s\S]*?;$/gm, '')
    .replace(/^(export )?interface [\s\S]*?^\}$/gm, '')
    .split('\n')
    .filter((line) => line.trim() !== '');
}

/** The lines of a page's markup: without frontmatter and styles. */
export function markupOf({ path, text }: Source): string[] {
  if (!path.endsWith('.astro')) return [];
  return text
    .replace(/^---\n[\s\S]*?\n---/, '')
    .replace(/<style>[\s\S]*?<\/style>/g, '')
    .split('\n')
    .filter((line) => line.trim() !== '');
}

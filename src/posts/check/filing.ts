/** Where files lie and how they are called: from this comes each address. */
import { slug } from '../../site/paths.ts';
import { isPostId } from '../post.ts';
import { takenNames } from './addresses.ts';
import { type Content, dateOf, type Entry } from './content.ts';
import { type Mistake, quoted } from './mistake.ts';

const top = { line: 1, column: 1 };

/** Files in the wrong place, with the wrong name, or with the address of another. */
export function checkFiling(content: Content): Mistake[] {
  return [
    ...[...content.files].flatMap(checkFile),
    ...content.posts.flatMap((post) => [...checkPlace(post), ...checkDate(post), ...checkTwin(post, content.posts)]),
    ...content.authors.flatMap(checkName),
    ...content.pages.flatMap((page) => checkPage(page, content)),
  ];
}

/** Files that look like content and that nothing reads. */
function checkFile(file: string): Mistake[] {
  const read = /^content\/(posts|authors|pages|tags|categories)\//.test(file);
  if (read && /\.(md|markdown|MDX)$/.test(file))
    return [{ file, ...top, message: 'Only files that end in .mdx are read. Rename this one.' }];
  const folder = /^content\/(authors|pages|tags|categories)\/.+\/[^/]+\.mdx$/.exec(file)?.[1];
  if (folder) return [{ file, ...top, message: `Only files directly in content/${folder}/ are read. Move this one there.` }];
  if (read || !/^content\/.*\.mdx$/.test(file)) return [];
  return [{ file, ...top, message: 'Nothing reads this file. Move it to content/posts/, authors/, pages/, tags/ or categories/.' }];
}

function checkPlace(post: Entry): Mistake[] {
  if (isPostId(post.id)) return [];
  const { file } = post.source;
  const date = dateOf(post).slice(0, 7).replace('-', '/') || /^\d{4}\/\d{2}(?=\/)/.exec(post.id)?.[0] || '2026/11';
  const name = slugOf(post.id.split('/').at(-1) ?? '') || 'on-fire';
  const message = `A post lies in a folder of its year and month, under a name of lower-case letters, digits and single hyphens. Move it to content/posts/${date}/${name}.mdx.`;
  return [{ file, ...top, message }];
}

function checkDate(post: Entry): Mistake[] {
  const { id, source } = post;
  const month = dateOf(post).slice(0, 7).replace('-', '/');
  if (!month || !isPostId(id) || id.startsWith(`${month}/`)) return [];
  const folder = id.slice(0, 7);
  const moved = source.file.replace(`/${folder}/`, `/${month}/`);
  const message = `published is ${dateOf(post)}, but the file lies in ${folder}. Move it to ${moved}, or correct the date.`;
  return [{ file: source.file, ...source.place(['published']), message }];
}

function checkTwin({ id, source }: Entry, posts: readonly Entry[]): Mistake[] {
  const first = posts.find((post) => post.id === id);
  if (!first || first.source === source) return [];
  return [{ file: source.file, ...top, message: `${first.source.file} has the same address, /${id}/. Rename or remove one of the two.` }];
}

function checkPage(page: Entry, { files }: Content): Mistake[] {
  const { id, source } = page;
  const message = `A page called ${id} would have the address /${id}/, which the site itself needs. Give the file another name.`;
  if (takenNames.has(id) || /^\d{4}$/.test(id)) return [{ file: source.file, ...top, message }];
  const inPublic = [`public/${id}`, `public/${id}/index.html`].find((file) => files.has(file));
  if (inPublic)
    return [{ file: source.file, ...top, message: `${inPublic} has the same address, /${id}/. Rename or remove one of the two.` }];
  return checkName(page);
}

function checkName({ id, source }: Entry): Mistake[] {
  const right = slugOf(id);
  if (id === right) return [];
  const message = `${quoted(id)} cannot be part of an address: use lower-case letters, digits and single hyphens. Rename the file to ${right || 'another-name'}.mdx.`;
  return [{ file: source.file, ...top, message }];
}

/** `On_Fire, again` → `on-fire-again`. */
function slugOf(name: string): string {
  return slug(
    name
      .normalize('NFKD')
      .replaceAll(/\p{M}/gu, '')
      .replaceAll(/[^a-z0-9]+/gi, ' ')
      .trim(),
  );
}

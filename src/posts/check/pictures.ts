/** Pictures: each must be a file that is there, under the name that was written. */
import { posix } from 'node:path';
import { decoded } from './addresses.ts';
import type { Picture } from './body.ts';
import { type Content, entriesOf, type Entry, hasFile } from './content.ts';
import { type Mistake, quoted } from './mistake.ts';
import { didYouMean } from './nearest.ts';

const formats = ['jpg', 'jpeg', 'png', 'webp', 'avif', 'gif', 'svg'];

/** Pictures in texts and in frontmatter that do not exist or cannot be used. */
export function checkPictures(content: Content): Mistake[] {
  return entriesOf(content).flatMap((entry) => {
    const { file } = entry.source;
    const inBody = entry.body.pictures.map((picture) => ({ ...picture, message: judge(picture, file, content) }));
    const inFrontmatter = framed(entry).map((picture) => ({ ...picture, message: judgeFramed(picture.url, file, content) }));
    return [...inBody, ...inFrontmatter].flatMap(({ line, column, message }) => (message ? [{ file, line, column, message }] : []));
  });
}

/** The pictures of the frontmatter: a post's `image`, an author's `portrait`. */
function framed({ source }: Entry) {
  const { image, portrait } = source.data ?? {};
  const src: unknown = typeof image === 'object' && image !== null && 'src' in image ? image.src : undefined;
  const found = [
    { path: ['image', 'src'], url: src },
    { path: ['portrait'], url: portrait },
  ];
  return found.flatMap(({ path, url }) => (typeof url === 'string' ? [{ ...source.place(path), url }] : []));
}

function judgeFramed(url: string, file: string, content: Content): string | undefined {
  if (/^\/|^[a-z][a-z0-9+.-]*:/i.test(url))
    return `${quoted(url)} is not a file beside this one. Put the picture there and write ./picture.jpg.`;
  return judge({ url, raw: false }, file, content);
}

function judge({ url, raw }: Pick<Picture, 'url' | 'raw'>, file: string, content: Content): string | undefined {
  if (url.trim() === '') return 'The picture has no file. Write its name, as in ./picture.jpg.';
  if (/^[a-z][a-z0-9+.-]*:|^\/\//i.test(url))
    return `${quoted(url)} is not on this site, and readers’ browsers are told to load nothing from others. Put the picture beside this file.`;
  const path = decoded(url.replace(/[?#].*$/s, ''));
  if (path.startsWith('/')) return missing(`public${posix.normalize(path)}`, content);
  if (raw)
    return `An <img> reaches readers as it is, and there is no ${quoted(url)} at the address of the page. Write ![what it shows](${url}).`;
  const format = posix.extname(path).slice(1).toLowerCase();
  return (
    missing(posix.join(posix.dirname(file), path), content) ??
    (formats.includes(format) ? undefined : `${quoted(url)} is not a picture. Use one of the formats ${formats.join(', ')}.`)
  );
}

function missing(path: string, content: Content): string | undefined {
  if (hasFile(content, path)) return undefined;
  return `There is no file ${path}.${didYouMean(path, content.files) || ' Put the picture there, or correct its name.'}`;
}

/** Links within the site: each must lead to something that readers will find when they can follow it. */
import { posix } from 'node:path';
import { templateAnchors } from '../../site/anchors.ts';
import { writtenPaths as paths } from '../../site/paths.ts';
import { addressesOf, type Answer, decoded, plain } from './addresses.ts';
import { type Content, dateOf, entriesOf, type Entry, isDraft, isPublic } from './content.ts';
import { type Mistake, quoted } from './mistake.ts';
import { didYouMean } from './nearest.ts';
import { textsAt } from './source.ts';

/** What links are judged by: the site as it is for the readers of one file, the site once everything is published, and old addresses. */
interface Site {
  content: Content;
  now: Map<string, Answer>;
  ever: Map<string, Answer>;
  aliases: Map<string, Entry>;
}

/** Links to addresses, files and anchors that do not exist on the day `today` (`2026-11-23`), or when the post that has them is published. */
export function checkLinks(content: Content, today: string): Mistake[] {
  const ever = addressesOf(content, () => true);
  const aliases = new Map(content.posts.flatMap((post) => textsAt(post.source, 'aliases').map(({ text }) => [plain(text), post])));
  const days = new Map<string, Map<string, Answer>>();
  return entriesOf(content).flatMap((entry) => {
    const day = laterOf(today, dateOf(entry));
    const onThatDay = days.get(day) ?? addressesOf(content, (post) => isPublic(post, day));
    days.set(day, onThatDay);
    const now = isDraft(entry) ? ever : onThatDay;
    return entry.body.links.flatMap(({ url, line, column }) => {
      const message = judge(url.trim(), entry, { content, now, ever, aliases });
      return message === undefined ? [] : [{ file: entry.source.file, line, column, message }];
    });
  });
}

/** The later of a day and a date, a month counting from its first day. */
function laterOf(day: string, date: string): string {
  const other = date.length === 7 ? `${date}-01` : date;
  return other > day ? other : day;
}

function judge(url: string, entry: Entry, site: Site): string | undefined {
  if (url === '') return 'The link leads nowhere. Write an address between its parentheses.';
  if (/^[a-z][a-z0-9+.-]*:/i.test(url)) return undefined;
  if (url.startsWith('//')) return `${quoted(url)} leaves this site without saying how. Write https:${url}.`;
  const [, path = '', anchor] = /^([^?#]*)(?:\?[^#]*)?(?:#(.*))?$/s.exec(url) ?? [];
  if (path !== '' && !path.startsWith('/')) return judgeRelative(url, decoded(path), entry, site);
  if (path === '') return judgeAnchor(url, decoded(anchor ?? ''), entry);
  const target = decoded(path);
  const answer = site.now.get(target);
  return answer ? judgeAnchor(url, decoded(anchor ?? ''), answer.entry) : broken(url, target, site);
}

function judgeAnchor(url: string, anchor: string, entry: Entry | undefined): string | undefined {
  const anchors = entry?.body.anchors;
  if (!entry || !anchors || anchor === '' || anchor.startsWith(':~:')) return undefined;
  if (anchors.has(anchor) || templateAnchors.has(anchor) || /^comment-\d+$/.test(anchor)) return undefined;
  const there = [...anchors].filter((id) => !/^user-content-|^footnote-label$/.test(id)).map((id) => `#${id}`);
  const some = there.length > 0 ? ` It has ${there.slice(0, 8).join(', ')}${there.length > 8 ? ', …' : '.'}` : ' It has no headings.';
  const advice = didYouMean(`#${anchor}`, there) || `${some} Write one that it has, or remove the part from # on.`;
  return `${quoted(url)} leads to no heading of ${entry.source.file}.${advice}`;
}

function judgeRelative(url: string, path: string, entry: Entry, { content, ever }: Site): string | undefined {
  const file = posix.join(posix.dirname(entry.source.file), path);
  const meant = entriesOf(content).find(({ source }) => [file, `${file}.mdx`, posix.join(file, 'index.mdx')].includes(source.file));
  if (meant) return `${quoted(url)} is a file that readers never see. Write the address of its page: ${ownAddress(meant, ever)}.`;
  if (content.files.has(file))
    return `${quoted(url)} stays behind: only pictures beside a post are published. Move the file to public/ and link to it from the root.`;
  const { pathname } = new URL(`./${path}`, `https://site.invalid${ownAddress(entry, ever)}`);
  const address = [decoded(pathname), `${decoded(pathname)}/`].find((candidate) => ever.has(candidate));
  if (address) return `${quoted(url)} leads elsewhere from a list or a feed. Write the whole address: ${address}.`;
  return `There is no file ${file}.${didYouMean(file, content.files) || ' Put it there, or begin an address of this site with a slash.'}`;
}

function broken(url: string, target: string, { now, ever, aliases }: Site): string {
  const other = target.endsWith('/') ? target.slice(0, -1) : `${target}/`;
  const hidden = ever.get(target) ?? ever.get(other);
  const renamed = aliases.get(plain(target));
  if (now.has(other))
    return `${quoted(url)} ${target.endsWith('/') ? 'has a slash too many' : 'lacks the slash at its end'}. Write ${other}${/[?#].*$/s.exec(url)?.[0] ?? ''}.`;
  if (hidden) return `${quoted(url)} leads to ${unpublished(hidden)}. Publish that first, or remove the link.`;
  if (renamed) return `${quoted(url)} is an old address. Write the new one: ${paths.post(renamed.id)}.`;
  return `${quoted(url)} leads nowhere: the site has no such address.${didYouMean(target, now.keys())}`;
}

function unpublished({ what, entry }: Answer): string {
  if (!entry) return `${what}, which readers cannot see yet`;
  return isDraft(entry) ? `${what}, which is a draft` : `${what}, which is not published before ${dateOf(entry)}`;
}

function ownAddress(entry: Entry, addresses: Map<string, Answer>): string {
  return [...addresses].find(([, answer]) => answer.entry === entry)?.[0] ?? entry.source.file.replace(/^content(.*)\.mdx$/, '$1/');
}

/** A comment that waits for a moderator is shown to its author alone: by the link the author was sent on to, or by the receipt. */
import type { Reading } from '../database/database.ts';
import { paths } from '../site/paths.ts';
import { seal, unseal, type Secret } from '../site/secret.ts';
import type { PublicComment } from './comment.ts';
import { waitingComment } from './comments.ts';

const linkHours = 24;

/** Where the author of a held comment is sent. The link works for a day. */
export function waitingAddress(post: string, comment: number, secret: Secret, now: Date): string {
  const expires = now.getTime() + linkHours * 60 * 60 * 1_000;
  return `${paths.discussion(post)}?waiting=${seal(secret, 'waiting', `${comment}-${expires}`)}${paths.comment(comment)}`;
}

/** The comment such a link is about, while it waits. */
export async function openWaiting(
  database: Reading,
  post: string,
  link: string,
  secret: Secret,
  now: Date,
): Promise<PublicComment | undefined> {
  const [comment, expires] = unseal(secret, 'waiting', link)?.split('-').map(Number) ?? [];
  return comment && expires && expires > now.getTime() ? waitingComment(database, post, comment) : undefined;
}

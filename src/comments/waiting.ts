/** A comment that waits for a moderator is shown to its author alone: by the link the author was sent on to, or by the receipt. */
import type { Reading } from '../database/database.ts';
import { paths } from '../site/paths.ts';
import { seal, unseal, type Secret } from '../site/secret.ts';
import type { PublicComment } from './comment.ts';
import { waitingIds } from './commenters.ts';
import { waitingComments } from './comments.ts';
import { hashReceipt } from './receipt.ts';

const linkHours = 24;

/** Where the author of a held comment is sent. The link works for a day. */
export function waitingAddress(post: string, comment: number, secret: Secret, now: Date): string {
  const expires = now.getTime() + linkHours * 60 * 60 * 1_000;
  return `${paths.discussion(post)}?waiting=${seal(secret, 'waiting', `${comment}-${expires}`)}${paths.comment(comment)}`;
}

/** The comments under a post that wait and belong to whoever shows this link or this receipt cookie. Oldest first. */
export async function waitingFor(
  database: Reading,
  post: string,
  proof: { link: string; receipt: string | undefined },
  secret: Secret,
  now: Date,
): Promise<PublicComment[]> {
  const linked = readLink(proof.link, secret, now);
  const receipt = unseal(secret, 'receipt', proof.receipt ?? '');
  const sent = receipt ? await waitingIds(database, post, hashReceipt(receipt)) : [];
  return waitingComments(database, post, linked ? [linked, ...sent] : sent);
}

function readLink(link: string, secret: Secret, now: Date): number | undefined {
  const [comment, expires] = unseal(secret, 'waiting', link)?.split('-').map(Number) ?? [];
  return comment && expires && expires > now.getTime() ? comment : undefined;
}

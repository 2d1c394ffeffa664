import { paths } from '../site/paths.ts';

/** Where somebody goes once signed in: the page of moderation they asked for, and nowhere else whatever an address says. */
export function returnTo(asked: string | null | undefined): string {
  const moderation = paths.moderation();
  const rest = asked?.startsWith(moderation) ? asked.slice(moderation.length) : '';
  return moderation + (/^(?!sign-)(?:[a-z0-9-]+\/)*(?:\?[\w.~%=&+-]*)?$/i.test(rest) ? rest : '');
}

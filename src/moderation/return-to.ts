import { paths } from '../site/paths.ts';

/** Where somebody goes once signed in: the page of moderation they asked for, and nowhere else whatever an address says. */
export function returnTo(asked: string | null | undefined): string {
  const known = /^\/moderation\/(?:[a-z0-9-]+\/)*(?:\?[\w.~%=&+-]*)?$/i.test(asked ?? '') && !/^\/moderation\/sign-/i.test(asked ?? '');
  return known && asked ? asked : paths.moderation();
}

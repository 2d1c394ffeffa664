import type { Signal } from '../../comments/comment.ts';
import { looksLike } from '../look-alike.ts';

/** Somebody of the house: nobody else may pass for them. */
export interface Housemate {
  name: string;
  /** Null for an author without an account. */
  email: string | null;
}

/** A name or e-mail address that belongs to an author or a moderator, or looks as if it did. The letters are what counts, not their code. */
export function belongs({ name, email }: { name: string; email: string }, house: readonly Housemate[]): Signal[] {
  const signals: Signal[] = [];
  const namesake = house.find((mate) => looksLike(name, mate.name) || (mate.email !== null && looksLike(name, mate.email)));
  if (namesake) {
    const words = `Its name ${isSame(name, namesake.name) ? 'is' : 'looks like'} that of ${namesake.name}, who writes or moderates here.`;
    signals.push({ name: 'belongs', weight: 1, words });
  }
  const owner = house.find((mate) => mate.email !== null && looksLike(email, mate.email));
  if (owner) {
    const words = `Its e-mail address ${isSame(email, owner.email ?? '') ? 'is' : 'looks like'} that of ${owner.name}, who moderates here.`;
    signals.push({ name: 'belongs-email', weight: 1, words });
  }
  return signals;
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

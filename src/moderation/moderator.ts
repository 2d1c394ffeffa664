/** Who keeps the house. */
export interface Moderator {
  id: number;
  name: string;
  email: string;
  role: Role;
  /** The author of the site this account belongs to; their comments carry the author's mark. */
  author: string | null;
}

/** An owner settles the rules, a moderator decides on comments everywhere, an author under their own posts. */
export const roles = ['owner', 'moderator', 'author'] as const;
export type Role = (typeof roles)[number];

/** Somebody signed in, with this browser. */
export interface SignedIn {
  moderator: Moderator;
  /** Id of this sign-in, which is one session. */
  session: number;
  /** Bound to this one session: every form that changes something carries it in its field `token`. */
  token: string;
}

/** Who the log names. The command line is nobody's account. */
export interface Actor {
  id: number | null;
  name: string;
}

export const commandLine: Actor = { id: null, name: 'the command line' };

/**
 * What a moderator may do: `rules` settles what is decided without one, `bans` keeps somebody out, `discussion` is everything
 * about comments, `account` one's own sessions and passkeys.
 */
export type Act = 'account' | 'discussion' | 'bans' | 'rules';

/** Whether somebody may do something, under a post of these authors where it concerns one. */
export function may({ role, author }: Moderator, act: Act, postAuthors: readonly string[] = []): boolean {
  if (role === 'owner' || act === 'account') return true;
  if (role === 'moderator') return act !== 'rules';
  return act === 'discussion' && author !== null && postAuthors.includes(author);
}

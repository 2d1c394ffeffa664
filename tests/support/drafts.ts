import type { Draft } from '../../src/comments/comment.ts';

/** A checked comment that nothing is wrong with. */
export function aDraft(differences: Partial<Draft> = {}): Draft {
  return {
    post: '2008/02/what-outcome-are-you-negotiating-for',
    parent: null,
    name: 'Ada',
    email: 'ada@example.org',
    website: null,
    text: 'A thought.',
    remember: false,
    trapped: false,
    formAge: null,
    solution: null,
    ...differences,
  };
}

import type { Branch } from '../../src/comments/thread.ts';

/** Every branch of a tree, from the top: at which level (the first comment of a thread is on level 0), and under which other one. */
export function branchesOf(top: Branch): { branch: Branch; level: number; under: Branch | null }[] {
  const found: { branch: Branch; level: number; under: Branch | null }[] = [{ branch: top, level: 0, under: null }];
  for (const { branch, level } of found) for (const reply of branch.replies) found.push({ branch: reply, level: level + 1, under: branch });
  return found;
}

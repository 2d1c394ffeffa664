/** What moderators do, in words. */
const past: Record<string, string> = {
  approve: 'approved',
  hold: 'held',
  spam: 'marked as spam',
  trash: 'threw away',
  restore: 'restored',
  edit: 'edited',
  reply: 'replied to',
  pin: 'pinned',
  unpin: 'unpinned',
  close: 'closed',
  reopen: 'reopened',
  ban: 'banned the sender of',
  lift: 'lifted a ban',
  follow: 'left to its age',
  rules: 'changed the rules',
  undo: 'took back',
};

/** “approved”: what somebody did, after their name. A word nobody foresaw stands for itself. */
export function didWhat(action: string): string {
  return past[action] ?? action;
}

/** “3 comments”, “the discussion”: what it was done to. */
export function toWhat(comments: number): string {
  return comments === 0 ? 'the discussion' : comments === 1 ? 'one comment' : `${comments.toLocaleString('en')} comments`;
}

import type { CommentStatus } from '../../database/database.ts';
import type { Signal } from '../../comments/comment.ts';

/** What became of comments that lead where this one leads, by place. Places that readers see lead nowhere suspicious. */
export function destinations(statuses: ReadonlyMap<string, readonly CommentStatus[]>): Signal[] {
  return [...statuses].flatMap(([place, those]): Signal[] => {
    const count = (status: CommentStatus) => those.filter((other) => other === status).length;
    const [spam, waiting, published] = [count('spam'), count('held'), count('published')];
    if (published > spam + waiting) return [];
    if (spam > 0) {
      const words = `It leads to ${place}, as ${spam === 1 ? 'a comment' : `${spam} comments`} among the spam ${spam === 1 ? 'does' : 'do'}.`;
      return [{ name: 'leads-to-spam', weight: spam === 1 ? 0.5 : 1, words }];
    }
    if (waiting > 1) return [{ name: 'leads-elsewhere', weight: 0.5, words: `It leads to ${place}, as ${waiting} comments that wait do.` }];
    return [];
  });
}

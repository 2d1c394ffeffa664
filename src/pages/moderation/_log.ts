import type { APIContext } from 'astro';
import { type LogLine, logChoices, logPage } from '../../moderation/log-page.ts';
import { type Moderating } from './_queue.ts';

export interface LogView {
  lines: LogLine[];
  next: number | undefined;
  names: string[];
  actions: string[];
  by: string;
  action: string;
  comment: string;
}

/** What the log shows for this address. */
export async function logOf({ locals, url }: Pick<APIContext, 'locals' | 'url'>, { posts }: Moderating): Promise<LogView | null> {
  const query = url.searchParams;
  const text = (name: string) => (query.get(name) ?? '').toWellFormed().slice(0, 200);
  const number = (name: string) => (/^[1-9]\d{0,14}$/.test(text(name)) ? Number(text(name)) : undefined);
  const [by, action] = [text('by'), text('action')];
  const filter = { posts, by, action, comment: number('comment'), before: number('before') };
  return (
    locals.database &&
    locals.database.read(async (tables) => {
      const { lines, next } = await logPage(tables, filter);
      return { lines, next, by, action, comment: String(filter.comment ?? ''), ...(await logChoices(tables, posts)) };
    })
  );
}

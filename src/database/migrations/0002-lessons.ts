import { sql } from 'kysely';
import { columnsOf } from './columns.ts';
import type { Migration } from './index.ts';

/** What the spam classifier has learnt here, and from which decision: taken back when the decision is. */
export const lessons: Migration = {
  name: 'lessons',
  async up(database, dialect) {
    const { integer, strict } = columnsOf(dialect);

    await strict(
      database.schema
        .createTable('evidence')
        .addColumn('bucket', integer, (column) => column.primaryKey())
        .addColumn('spam', integer, (column) => column.notNull())
        .addColumn('ham', integer, (column) => column.notNull())
        .addColumn('weight', integer, (column) => column.notNull()),
    ).execute();

    const label = sql.raw(`in ('spam', 'ham')`);
    await strict(
      database.schema
        .createTable('lessons')
        .addColumn('comment', integer, (column) => column.primaryKey().references('comments.id').onDelete('cascade'))
        .addColumn('label', 'text', (column) => column.check(sql`label ${label}`))
        .addColumn('previous_label', 'text', (column) => column.check(sql`previous_label ${label}`))
        .addColumn('amount', integer, (column) => column.notNull())
        .addColumn('step', integer, (column) => column.notNull()),
    ).execute();
  },
};

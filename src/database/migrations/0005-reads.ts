import { columnsOf } from './columns.ts';
import type { Migration } from './index.ts';

/** How often each post was read on each day; and, until the day is over, whom that counted. */
export const reads: Migration = {
  name: 'reads',
  async up({ schema }, dialect) {
    const { integer, strict } = columnsOf(dialect);

    await strict(
      schema
        .createTable('reads')
        .addColumn('day', 'text', (column) => column.notNull())
        .addColumn('post', 'text', (column) => column.notNull())
        .addColumn('count', integer, (column) => column.notNull())
        .addPrimaryKeyConstraint('reads_once', ['day', 'post']),
    ).execute();
    await strict(
      schema
        .createTable('readers')
        .addColumn('hash', 'text', (column) => column.primaryKey())
        .addColumn('expires', integer, (column) => column.notNull()),
    ).execute();
    await schema.createIndex('readers_by_expiry').on('readers').column('expires').execute();
  },
};

import { columnsOf } from './columns.ts';
import type { Migration } from './index.ts';

/** What nearly identical comments, the places they lead to and floods are recognised by. What was learnt of features no longer seen goes. */
export const signals: Migration = {
  name: 'signals',
  async up(database, dialect) {
    const { integer, strict } = columnsOf(dialect);
    const { schema } = database;

    await strict(
      schema
        .createTable('waves')
        .addColumn('name', 'text', (column) => column.primaryKey())
        .addColumn('sketch', 'text', (column) => column.notNull())
        .addColumn('size', integer, (column) => column.notNull())
        .addColumn('seen', integer, (column) => column.notNull()),
    ).execute();
    await schema.createIndex('waves_by_seen').on('waves').column('seen').execute();
    await strict(
      schema
        .createTable('wave_keys')
        .addColumn('key', integer, (column) => column.notNull())
        .addColumn('wave', 'text', (column) => column.notNull())
        .addPrimaryKeyConstraint('wave_keys_once', ['key', 'wave']),
    ).execute();
    await schema.createIndex('wave_keys_by_wave').on('wave_keys').column('wave').execute();

    await strict(
      schema
        .createTable('mentions')
        .addColumn('place', 'text', (column) => column.notNull())
        .addColumn('comment', integer, (column) => column.notNull().references('comments.id').onDelete('cascade'))
        .addPrimaryKeyConstraint('mentions_once', ['place', 'comment']),
    ).execute();
    await schema.createIndex('mentions_by_comment').on('mentions').column('comment').execute();

    await schema.createIndex('comments_by_time').on('comments').column('created').execute();
    await schema.createIndex('comments_by_post_and_time').on('comments').columns(['post', 'created']).execute();

    await strict(
      schema
        .createTable('solutions')
        .addColumn('task', 'text', (column) => column.primaryKey())
        .addColumn('expires', integer, (column) => column.notNull()),
    ).execute();

    await database.deleteFrom('evidence').execute();
    await database.deleteFrom('lessons').execute();
  },
};

import { sql } from 'kysely';
import { columnsOf } from './columns.ts';
import type { Migration } from './index.ts';

/** Comments, what is private about who wrote them, and the revisions that tell a page it is out of date. */
export const comments: Migration = {
  name: 'comments',
  async up(database, dialect) {
    const { identity, integer, strict } = columnsOf(dialect);

    await strict(
      database.schema
        .createTable('migrations')
        .addColumn('version', 'integer', (column) => column.primaryKey())
        .addColumn('name', 'text', (column) => column.notNull())
        .addColumn('applied', 'text', (column) => column.notNull()),
    ).execute();

    await strict(
      database.schema
        .createTable('comments')
        .addColumn('id', integer, identity)
        .addColumn('post', 'text', (column) => column.notNull())
        .addColumn('parent', integer, (column) => column.references('comments.id'))
        .addColumn('root', integer, (column) => column.references('comments.id'))
        .addColumn('name', 'text', (column) => column.notNull())
        .addColumn('website', 'text')
        .addColumn('text', 'text', (column) => column.notNull())
        .addColumn('html', 'text', (column) => column.notNull())
        .addColumn('html_version', 'integer', (column) => column.notNull())
        .addColumn('status', 'text', (column) => column.notNull().check(sql`status in ('published', 'held', 'spam', 'deleted')`))
        .addColumn('previous_status', 'text')
        .addColumn('decided', integer)
        .addColumn('reasons', 'text', (column) => column.notNull())
        .addColumn('created', integer, (column) => column.notNull())
        .addColumn('intention', 'text', (column) => column.notNull())
        .addCheckConstraint('thread_has_both', sql`(parent is null) = (root is null)`),
    ).execute();
    await database.schema.createIndex('comments_by_thread').on('comments').columns(['post', 'root', 'id']).execute();
    await database.schema.createIndex('comments_by_post').on('comments').columns(['post', 'status']).execute();
    await database.schema.createIndex('comments_by_status').on('comments').columns(['status', 'created']).execute();
    await database.schema.createIndex('comments_by_root').on('comments').columns(['root', 'status', 'id']).execute();
    await sql`create unique index comments_once on comments (intention) where status <> 'deleted'`.execute(database);

    await strict(
      database.schema
        .createTable('commenters')
        .addColumn('comment', integer, (column) => column.primaryKey().references('comments.id').onDelete('cascade'))
        .addColumn('email', 'text', (column) => column.notNull())
        .addColumn('receipt', 'text', (column) => column.notNull())
        .addColumn('network', 'text')
        .addColumn('network_expires', integer),
    ).execute();
    await database.schema.createIndex('commenters_by_receipt').on('commenters').column('receipt').execute();
    await database.schema.createIndex('commenters_by_network').on('commenters').columns(['network', 'network_expires']).execute();

    await strict(
      database.schema
        .createTable('revisions')
        .addColumn('region', 'text', (column) => column.primaryKey())
        .addColumn('revision', integer, (column) => column.notNull().unique()),
    ).execute();
  },
};

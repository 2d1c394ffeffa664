import { sql } from 'kysely';
import { columnsOf } from './columns.ts';
import type { Migration } from './index.ts';

/** Moderators and how they sign in, what they decide and by which rules, and the letters to them. */
export const moderation: Migration = {
  name: 'moderation',
  async up(database, dialect) {
    const { identity, integer, strict } = columnsOf(dialect);
    const { schema } = database;

    await schema.alterTable('comments').addColumn('author', 'text').execute();
    await schema.alterTable('comments').addColumn('edited', integer).execute();
    await schema.alterTable('comments').addColumn('wave', 'text').execute();
    await schema
      .alterTable('comments')
      .addColumn('version', integer, (column) => column.notNull().defaultTo(0))
      .execute();
    await schema.createIndex('comments_by_wave').on('comments').columns(['wave', 'status']).execute();

    await strict(
      schema
        .createTable('discussions')
        .addColumn('post', 'text', (column) => column.primaryKey())
        .addColumn('state', 'text', (column) => column.check(sql`state in ('open', 'closed')`))
        .addColumn('since', integer)
        .addColumn('pinned', integer, (column) => column.references('comments.id').onDelete('set null')),
    ).execute();

    await strict(
      schema
        .createTable('moderators')
        .addColumn('id', integer, identity)
        .addColumn('email', 'text', (column) => column.notNull().unique())
        .addColumn('name', 'text', (column) => column.notNull())
        .addColumn('role', 'text', (column) => column.notNull().check(sql`role in ('owner', 'moderator', 'author')`))
        .addColumn('author', 'text')
        .addColumn('created', integer, (column) => column.notNull())
        .addColumn('told', integer)
        .addColumn('told_of', integer),
    ).execute();

    await strict(
      schema
        .createTable('sign_ins')
        .addColumn('hash', 'text', (column) => column.primaryKey())
        .addColumn('moderator', integer, (column) => column.references('moderators.id').onDelete('cascade'))
        .addColumn('expires', integer, (column) => column.notNull())
        .addColumn('used', integer),
    ).execute();

    await strict(
      schema
        .createTable('sessions')
        .addColumn('id', integer, identity)
        .addColumn('hash', 'text', (column) => column.notNull().unique())
        .addColumn('moderator', integer, (column) => column.notNull().references('moderators.id').onDelete('cascade'))
        .addColumn('created', integer, (column) => column.notNull())
        .addColumn('seen', integer, (column) => column.notNull())
        .addColumn('browser', 'text', (column) => column.notNull()),
    ).execute();

    await strict(
      schema
        .createTable('passkeys')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('moderator', integer, (column) => column.notNull().references('moderators.id').onDelete('cascade'))
        .addColumn('public_key', 'text', (column) => column.notNull())
        .addColumn('counter', integer, (column) => column.notNull())
        .addColumn('transports', 'text', (column) => column.notNull())
        .addColumn('name', 'text', (column) => column.notNull())
        .addColumn('created', integer, (column) => column.notNull())
        .addColumn('used', integer),
    ).execute();

    await strict(
      schema
        .createTable('challenges')
        .addColumn('hash', 'text', (column) => column.primaryKey())
        .addColumn('expires', integer, (column) => column.notNull()),
    ).execute();

    await strict(
      schema
        .createTable('attempts')
        .addColumn('key', 'text', (column) => column.primaryKey())
        .addColumn('count', integer, (column) => column.notNull())
        .addColumn('expires', integer, (column) => column.notNull()),
    ).execute();

    await strict(
      schema
        .createTable('decisions')
        .addColumn('id', integer, identity)
        .addColumn('batch', 'text', (column) => column.notNull())
        .addColumn('moderator', integer, (column) => column.references('moderators.id').onDelete('set null'))
        .addColumn('by', 'text', (column) => column.notNull())
        .addColumn('action', 'text', (column) => column.notNull())
        .addColumn('comment', integer, (column) => column.references('comments.id').onDelete('cascade'))
        .addColumn('post', 'text')
        .addColumn('at', integer, (column) => column.notNull())
        .addColumn('before', 'text')
        .addColumn('after', 'text')
        .addColumn('undone', 'text'),
    ).execute();
    await schema.createIndex('decisions_by_batch').on('decisions').column('batch').execute();
    await schema.createIndex('decisions_by_comment').on('decisions').columns(['comment', 'id']).execute();

    await strict(
      schema
        .createTable('rules')
        .addColumn('version', integer, (column) => column.primaryKey())
        .addColumn('rules', 'text', (column) => column.notNull())
        .addColumn('created', integer, (column) => column.notNull())
        .addColumn('moderator', integer, (column) => column.references('moderators.id').onDelete('set null'))
        .addColumn('by', 'text', (column) => column.notNull()),
    ).execute();

    await strict(
      schema
        .createTable('bans')
        .addColumn('id', integer, identity)
        .addColumn('kind', 'text', (column) => column.notNull().check(sql`kind in ('network', 'email', 'name', 'browser')`))
        .addColumn('value', 'text', (column) => column.notNull())
        .addColumn('label', 'text', (column) => column.notNull())
        .addColumn('reason', 'text', (column) => column.notNull())
        .addColumn('created', integer, (column) => column.notNull())
        .addColumn('expires', integer, (column) => column.notNull())
        .addColumn('moderator', integer, (column) => column.references('moderators.id').onDelete('set null'))
        .addColumn('by', 'text', (column) => column.notNull()),
    ).execute();
    await schema.createIndex('bans_by_value').on('bans').columns(['kind', 'value']).execute();

    await strict(
      schema
        .createTable('letters')
        .addColumn('id', integer, identity)
        .addColumn('kind', 'text', (column) => column.notNull())
        .addColumn('sealed', 'text', (column) => column.notNull())
        .addColumn('message_id', 'text', (column) => column.notNull().unique())
        .addColumn('state', 'text', (column) => column.notNull().check(sql`state in ('waiting', 'sent', 'failed')`))
        .addColumn('attempts', integer, (column) => column.notNull())
        .addColumn('next_attempt', integer, (column) => column.notNull())
        .addColumn('until', integer, (column) => column.notNull())
        .addColumn('claimed_until', integer)
        .addColumn('created', integer, (column) => column.notNull())
        .addColumn('finished', integer)
        .addColumn('error', 'text'),
    ).execute();
    await schema.createIndex('letters_by_turn').on('letters').columns(['state', 'next_attempt']).execute();
  },
};

import { type Kysely, sql } from 'kysely';
import { columnsOf } from './columns.ts';
import type { Tables } from '../tables.ts';
import { queue } from './0003-queue.ts';
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
        .addColumn('subject', 'text')
        .addColumn('at', integer, (column) => column.notNull())
        .addColumn('before', 'text')
        .addColumn('after', 'text')
        .addColumn('undone', 'text')
        .addColumn('undoes', integer, (column) => column.references('decisions.id')),
    ).execute();
    await schema.createIndex('decisions_by_batch').on('decisions').columns(['batch', 'id']).execute();
    await schema.createIndex('decisions_by_comment').on('decisions').columns(['comment', 'id']).execute();
    await schema.createIndex('decisions_by_subject').on('decisions').columns(['subject', 'id']).execute();
    await logTakesOver(database);
    await queue(database, dialect);

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

/** What was decided before there was a log becomes its first entries, so that it can be taken back as before. */
async function logTakesOver(database: Kysely<Tables>): Promise<void> {
  await sql`
    insert into decisions (batch, "by", action, comment, post, subject, at, "before", "after")
    select 'before-' || c.id, 'the command line',
      case c.status when 'published' then 'approve' when 'held' then 'hold' when 'spam' then 'spam' else 'trash' end,
      c.id, c.post, 'comment:' || c.id, c.decided,
      '{"status":"' || c.previous_status || '","lesson":' || coalesce('"' || l.previous_label || '"', 'null') || '}',
      '{"status":"' || c.status || '","lesson":' || coalesce('"' || l.label || '"', 'null') || '}'
    from comments c left join lessons l on l.comment = c.id
    where c.previous_status is not null and c.decided is not null and c.text <> ''
    order by c.id`.execute(database);
  await database.deleteFrom('lessons').where('label', 'is', null).execute();
  await sql`alter table lessons drop column previous_label`.execute(database);
  await sql`alter table comments drop column previous_status`.execute(database);
}

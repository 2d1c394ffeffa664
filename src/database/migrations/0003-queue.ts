/** What the queue is quick by: counts that are kept rather than counted, and an index of words. Part of 0003. */
import { type Kysely, sql } from 'kysely';
import type { Tables } from '../tables.ts';
import { columnsOf } from './columns.ts';

/** Makes `tallies` and the index of words, and keeps both true by triggers, whoever writes comments. */
export async function queue(database: Kysely<Tables>, dialect: 'sqlite' | 'postgres'): Promise<void> {
  const { integer, strict } = columnsOf(dialect);
  await strict(
    database.schema
      .createTable('tallies')
      .addColumn('status', 'text', (column) => column.notNull())
      .addColumn('post', 'text', (column) => column.notNull())
      .addColumn('wave', 'text', (column) => column.notNull())
      .addColumn('total', integer, (column) => column.notNull())
      .addPrimaryKeyConstraint('tallies_by_place', ['status', 'wave', 'post']),
  ).execute();
  await sql`
    insert into tallies (status, post, wave, total)
    select status, post, coalesce(wave, ''), count(*) from comments where text <> '' group by 1, 2, 3`.execute(database);
  await sql`create index comments_alone on comments (status, id) where wave is null and text <> ''`.execute(database);
  for (const statement of dialect === 'sqlite' ? embedded : served) await sql.raw(statement).execute(database);
}

const gone = `update tallies set total = total - 1 where old.text <> '' and status = old.status and wave = coalesce(old.wave, '') and post = old.post;
    delete from tallies where total = 0 and status = old.status and wave = coalesce(old.wave, '') and post = old.post;`;
const come = `insert into tallies (status, post, wave, total) select new.status, new.post, coalesce(new.wave, ''), 1 where new.text <> ''
    on conflict (status, wave, post) do update set total = total + 1;`;
const unindexed = `insert into comment_words (comment_words, rowid, name, text) values ('delete', old.id, old.name, old.text);`;
const indexed = `insert into comment_words (rowid, name, text) values (new.id, new.name, new.text);`;

const embedded = [
  `create index commenters_by_email on commenters (lower(email))`,
  `create virtual table comment_words using fts5 (name, text, content = 'comments', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 0', prefix = '2 3 4')`,
  `insert into comment_words (comment_words) values ('rebuild')`,
  `create trigger comment_added after insert on comments begin ${come} ${indexed} end`,
  `create trigger comment_removed after delete on comments begin ${gone} ${unindexed} end`,
  `create trigger comment_moved after update of status, wave, text on comments
    when old.status <> new.status or old.wave is not new.wave or old.text <> new.text begin ${gone} ${come} end`,
  `create trigger comment_reworded after update of name, text on comments
    when old.name <> new.name or old.text <> new.text begin ${unindexed} ${indexed} end`,
];

/** Once a statement and not once a row: a thousand changes of one tally in one transaction would slow each other down. */
const served = [
  `create index commenters_by_email on commenters (lower(email) text_pattern_ops)`,
  `create function tally_comments() returns trigger language plpgsql as $$
  begin
    if tg_op <> 'INSERT' then
      update tallies set total = tallies.total - gone.total
      from (select status, post, coalesce(wave, '') as wave, count(*) as total from gone where text <> '' group by 1, 2, 3) as gone
      where (tallies.status, tallies.wave, tallies.post) = (gone.status, gone.wave, gone.post);
    end if;
    if tg_op <> 'DELETE' then
      insert into tallies (status, post, wave, total)
      select status, post, coalesce(wave, ''), count(*) from come where text <> '' group by 1, 2, 3
      on conflict (status, wave, post) do update set total = tallies.total + excluded.total;
    end if;
    if tg_op <> 'INSERT' then
      delete from tallies where total = 0;
    end if;
    return null;
  end $$`,
  `create trigger comment_added after insert on comments referencing new table as come for each statement execute function tally_comments()`,
  `create trigger comment_moved after update on comments referencing old table as gone new table as come for each statement execute function tally_comments()`,
  `create trigger comment_removed after delete on comments referencing old table as gone for each statement execute function tally_comments()`,
  `alter table comments add column words tsvector
    generated always as (to_tsvector('pg_catalog.simple', regexp_replace(name || ' ' || text, '[^[:alnum:]]+', ' ', 'g'))) stored`,
  `create index comment_words on comments using gin (words)`,
];

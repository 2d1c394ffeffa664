/** What the queue is quick by: counts that are kept rather than counted, and an index of words. Part of 0003. */
import { type Kysely, sql } from 'kysely';
import type { Tables } from '../tables.ts';
import { columnsOf } from './columns.ts';

/** Makes `tallies`, `folds` and the index of words, and keeps them true by triggers, whoever writes comments. */
export async function queue(database: Kysely<Tables>, dialect: 'sqlite' | 'postgres'): Promise<void> {
  const { integer, strict } = columnsOf(dialect);
  for (const [table, key] of [
    ['tallies', 'post'],
    ['folds', 'wave'],
  ] as const) {
    await strict(
      database.schema
        .createTable(table)
        .addColumn('status', 'text', (column) => column.notNull())
        .addColumn(key, 'text', (column) => column.notNull())
        .addColumn('total', integer, (column) => column.notNull())
        .addPrimaryKeyConstraint(`${table}_once`, ['status', key]),
    ).execute();
    await sql`
      insert into ${sql.table(table)} (status, ${sql.ref(key)}, total)
      select status, ${sql.ref(key)}, count(*) from comments where text <> '' and ${sql.ref(key)} is not null group by 1, 2`.execute(
      database,
    );
  }
  await sql`create index folds_of_many on folds (status, total) where total > 1`.execute(database);
  await sql`create index comments_in_folder on comments (status, id) where text <> ''`.execute(database);
  for (const statement of dialect === 'sqlite' ? embedded : served) await sql.raw(statement).execute(database);
}

const fewer = (table: string, key: string) => `
    update ${table} set total = total - 1 where old.text <> '' and status = old.status and ${key} = old.${key};
    delete from ${table} where total = 0 and status = old.status and ${key} = old.${key};`;
const more = (table: string, key: string) => `
    insert into ${table} (status, ${key}, total) select new.status, new.${key}, 1 where new.text <> '' and new.${key} is not null
    on conflict (status, ${key}) do update set total = total + 1;`;
const gone = fewer('tallies', 'post') + fewer('folds', 'wave');
const come = more('tallies', 'post') + more('folds', 'wave');
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

const fewerAtOnce = (table: string, key: string) => `
      update ${table} set total = ${table}.total - less.total
      from (select status, ${key}, count(*) as total from gone where text <> '' and ${key} is not null group by 1, 2) as less
      where (${table}.status, ${table}.${key}) = (less.status, less.${key});`;
const moreAtOnce = (table: string, key: string) => `
      insert into ${table} (status, ${key}, total)
      select status, ${key}, count(*) from come where text <> '' and ${key} is not null group by 1, 2
      on conflict (status, ${key}) do update set total = ${table}.total + excluded.total;`;
const emptied = (table: string, key: string) => `
      delete from ${table} using gone where ${table}.total = 0 and (${table}.status, ${table}.${key}) = (gone.status, gone.${key});`;

/** Once a statement and not once a row: a thousand changes of one tally in one transaction would slow each other down. */
const served = [
  `create index commenters_by_email on commenters (lower(email) text_pattern_ops)`,
  `create function tally_comments() returns trigger language plpgsql as $$
  begin
    if tg_op <> 'INSERT' then ${fewerAtOnce('tallies', 'post')} ${fewerAtOnce('folds', 'wave')}
    end if;
    if tg_op <> 'DELETE' then ${moreAtOnce('tallies', 'post')} ${moreAtOnce('folds', 'wave')}
    end if;
    if tg_op <> 'INSERT' then ${emptied('tallies', 'post')} ${emptied('folds', 'wave')}
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

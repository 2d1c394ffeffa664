import { type CreateTableBuilder, sql } from 'kysely';

/** What migrations say differently in the two dialects. */
export function columnsOf(dialect: 'sqlite' | 'postgres') {
  return {
    /** A 64-bit integer. */
    integer: dialect === 'sqlite' ? ('integer' as const) : ('bigint' as const),
    /** SQLite keeps the types of columns only where it is told to. @see https://www.sqlite.org/stricttables.html */
    strict: <T extends CreateTableBuilder<string, string>>(table: T) => (dialect === 'sqlite' ? table.modifyEnd(sql`strict`) : table),
  };
}

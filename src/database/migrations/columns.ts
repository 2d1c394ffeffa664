import { type ColumnDefinitionBuilder, type CreateTableBuilder, sql } from 'kysely';

/** What migrations say differently in the two dialects. */
export function columnsOf(dialect: 'sqlite' | 'postgres') {
  return {
    /** A primary key the database counts up itself; a number is never given twice. */
    identity: (column: ColumnDefinitionBuilder) =>
      dialect === 'sqlite' ? column.primaryKey().autoIncrement() : column.primaryKey().generatedAlwaysAsIdentity(),
    /** A 64-bit integer. */
    integer: dialect === 'sqlite' ? ('integer' as const) : ('bigint' as const),
    /** SQLite keeps the types of columns only where it is told to. @see https://www.sqlite.org/stricttables.html */
    strict: <T extends CreateTableBuilder<string, string>>(table: T) => (dialect === 'sqlite' ? table.modifyEnd(sql`strict`) : table),
  };
}

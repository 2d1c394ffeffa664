import type { Kysely } from 'kysely';
import type { Tables } from '../tables.ts';
import { comments } from './0001-comments.ts';
import { lessons } from './0002-lessons.ts';
import { moderation } from './0003-moderation.ts';
import { signals } from './0004-signals.ts';
import { reads } from './0005-reads.ts';

/** One step forward. Once released it is never edited; a mistake is mended by the next one. */
export interface Migration {
  name: string;
  up(database: Kysely<Tables>, dialect: 'sqlite' | 'postgres'): Promise<void>;
}

/** In order; the version of a database is how many of them it has seen. */
export const migrations: readonly Migration[] = [comments, lessons, moderation, signals, reads];

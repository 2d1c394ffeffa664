/** What is really in the database of a site, whatever its pages say. */
import { openDatabase } from '../../src/database/open.ts';
import { listModerated, type ModeratedComment } from '../../src/moderation/moderated.ts';

/** All comments of a database, newest first. */
export async function storedComments(url: string | undefined): Promise<ModeratedComment[]> {
  const database = await openDatabase(url ?? '');
  try {
    return await database.read((tables) => listModerated(tables, null, 1_000_000));
  } finally {
    await database.close();
  }
}

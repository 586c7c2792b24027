import { startEmbedded } from '../postgres/embedded.js';
import { databaseName } from '../postgres/running.js';
import { dropDatabase, prepareDatabase } from '../postgres/roles.js';
import { demoState } from './demo.js';
import { keep } from './keep.js';
import type { Kept } from './keep.js';

/** The database of this install: whose addresses the children get, and how to let go of it. */
export interface Database extends Kept {
  url: string;
  ownerUrl: string;
}

/** Keeps the embedded PostgreSQL running. Demo data that was broken off half-way is thrown away with its database. */
export async function keepEmbedded(dataDir: string, say: (line: string) => void): Promise<Database> {
  const start = async () => {
    const embedded = await startEmbedded(dataDir);
    return { ...embedded, ended: embedded.server.ended };
  };
  const { first, stop } = await keep({ name: 'PostgreSQL', start, say });
  if (first.notice) say(first.notice);
  if (demoState(dataDir) === 'loading') await beginAgain(first.server);
  return { url: first.urls.database_url, ownerUrl: first.urls.owner_database_url, stop };
}

/** A database of somebody else's: used, never started or stopped. */
export const givenDatabase = (url: string, ownerUrl: string): Database => ({
  url,
  ownerUrl: ownerUrl || url,
  stop: async () => undefined,
});

async function beginAgain(server: Parameters<typeof dropDatabase>[0]): Promise<void> {
  await dropDatabase(server, databaseName);
  await prepareDatabase(server, databaseName);
}

import { findEmbedded, startEmbedded } from './embedded.js';

export interface Borrowed {
  urls: { database_url: string; owner_database_url: string };
  /** Stops what was started for it; leaves alone what ran before. */
  giveBack: () => Promise<void>;
}

/** For command-line tools: the PostgreSQL that `npm start` runs now, or one for as long as the tool needs it. */
export async function borrowEmbedded(dataDir: string): Promise<Borrowed> {
  const running = findEmbedded(dataDir);
  if (running) return { urls: running, giveBack: async () => undefined };
  const { urls, stop } = await startEmbedded(dataDir);
  return { urls, giveBack: stop };
}

import { findHome } from './home.js';
import type { Home } from './home.js';
import { prepareDatabase } from './roles.js';
import { databaseName, readNote, removeNote, urlsOf, writeNote } from './running.js';
import type { Note } from './running.js';
import { startServer } from './server.js';
import type { Server } from './server.js';
import { endLeftover, findServing } from './stale.js';

/** The install's own PostgreSQL, started by this process. */
export interface Embedded {
  server: Server;
  urls: ReturnType<typeof urlsOf>;
  /** Something the person at the terminal should know about where it lives. */
  notice: string | undefined;
  stop: () => Promise<void>;
}

export class AlreadyRunning extends Error {
  override name = 'AlreadyRunning';
}

/** Starts the PostgreSQL of a data folder with its database and roles, and notes it for other processes. */
export async function startEmbedded(dataDir: string): Promise<Embedded> {
  const home = findHome(dataDir);
  await takeOver(dataDir, home);
  const server = await startServer(home);
  await prepareDatabase(server, databaseName);
  const urls = urlsOf(server);
  writeNote(dataDir, noteOf(server, home, urls));
  const stop = async () => {
    await server.stop();
    removeNote(dataDir);
  };
  return { server, urls, notice: home.notice, stop };
}

/** The PostgreSQL that another process of this install runs now, if any. */
export function findEmbedded(dataDir: string): Note | undefined {
  const note = readNote(dataDir);
  return note && findServing(note.data)?.pid === note.pid ? note : undefined;
}

/** A server whose owner lives is not ours to end; one whose owner died is. */
async function takeOver(dataDir: string, home: Home): Promise<void> {
  const owner = readNote(dataDir)?.owner_pid;
  const serving = findServing(home.data);
  if (serving && serving.parent === owner && owner !== process.pid) {
    throw new AlreadyRunning(
      `This install already runs (process ${owner}); stop it first, or set DATA_DIR for another.`,
    );
  }
  await endLeftover(home.data);
}

const noteOf = (server: Server, home: Home, urls: ReturnType<typeof urlsOf>): Note => ({
  pid: server.pid,
  owner_pid: process.pid,
  data: home.data,
  sockets: server.sockets,
  port: server.port,
  ...urls,
});

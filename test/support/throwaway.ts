import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { findHome } from '../../src/postgres/home.js';
import { startServer } from '../../src/postgres/server.js';
import type { Server } from '../../src/postgres/server.js';

/** A PostgreSQL in a folder of its own that is quick rather than safe, and leaves nothing behind. */
export interface Throwaway {
  server: Server;
  folder: string;
  remove: () => Promise<void>;
}

const hasty = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_wal_size: '4GB' };

export async function startThrowaway(): Promise<Throwaway> {
  sweepLeftovers();
  const folder = mkdtempSync(join(tmpdir(), `upline-test-${process.pid}-`));
  chmodSync(folder, 0o711);
  const home = findHome(folder);
  const server = await startServer(home, { ...hasty, max_connections: 500 });
  const remove = async () => {
    await server.stop();
    for (const made of [dirname(home.data), folder]) {
      rmSync(made, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    }
  };
  return { server, folder, remove };
}

/** Removes what earlier ones left whose process was killed. */
function sweepLeftovers(): void {
  for (const name of readdirSync(tmpdir())) {
    const pid = /^upline-test-(\d+)-/.exec(name)?.[1];
    if (!pid || existsSync(`/proc/${pid}`) || !existsSync('/proc/self')) continue;
    rmSync(join(tmpdir(), name), { recursive: true, force: true });
  }
}

import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  realpathSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBinaries } from './binaries.js';
import type { Binaries } from './binaries.js';
import { canReach, databaseUser } from './os-user.js';
import type { OsUser } from './os-user.js';

/** Where one embedded PostgreSQL lives and who runs it. */
export interface Home {
  /** Undefined: whoever runs this process. */
  user: OsUser | undefined;
  /** Folder of the binaries. */
  binaries: string;
  data: string;
  /** Folder of the Unix socket, closed to everyone but the user (and root). */
  sockets: string;
  log: string;
  /** Set when binaries and data had to leave the project's folder. */
  notice: string | undefined;
}

export const systemFolder = '/var/lib/upline';

// A socket's whole path must fit the 108 bytes that the kernel gives it.
const longestSocketFolder = 107 - '/.s.PGSQL.5432'.length;

/** Settles where the PostgreSQL of a data folder lives, and makes the folders it needs. */
export function findHome(folder: string, system = systemFolder): Home {
  makeFolder(folder, 0o711);
  const dataDir = realpathSync(folder);
  const user = databaseUser(join(dataDir, 'postgres'));
  const binaries = findBinaries();
  const moved = user !== undefined && mustMove(user, dataDir, binaries, system);
  const base = moved ? join(system, nameFor(dataDir)) : dataDir;
  makeFolder(base, 0o755);
  return {
    user,
    binaries: moved ? copyBinaries(binaries, system) : binaries.folder,
    data: join(base, 'postgres'),
    sockets: socketFolder(base, user, system),
    log: join(dataDir, 'postgres.log'),
    notice: moved
      ? `${user.name}, who runs PostgreSQL here, cannot enter ${dataDir}: its data is in ${base}`
      : undefined,
  };
}

/** Data that once moved stays there, also when the project's folder is opened up later. */
function mustMove(user: OsUser, dataDir: string, binaries: Binaries, system: string): boolean {
  if (existsSync(join(dataDir, 'postgres', 'PG_VERSION'))) return false;
  if (existsSync(join(system, nameFor(dataDir), 'postgres', 'PG_VERSION'))) return true;
  return !canReach(user, binaries.folder) || !canEnter(user, dataDir);
}

/** The data folder itself need not be readable: entering it is enough, which a folder inside shows. */
function canEnter(user: OsUser, dataDir: string): boolean {
  const probe = join(dataDir, `probe-${process.pid}`);
  privateFolder(probe, user);
  try {
    return canReach(user, probe);
  } finally {
    rmSync(probe, { recursive: true });
  }
}

function copyBinaries(binaries: Binaries, system: string): string {
  const copy = join(system, `postgresql-${binaries.version}`);
  if (existsSync(copy)) return copy;
  const unfinished = `${copy}.${process.pid}`;
  makeFolder(system, 0o755);
  cpSync(binaries.folder, unfinished, { recursive: true, verbatimSymlinks: true });
  renameSync(unfinished, copy);
  return copy;
}

function socketFolder(base: string, user: OsUser | undefined, system: string): string {
  const beside = join(base, 'sockets');
  const fits = Buffer.byteLength(beside) <= longestSocketFolder;
  const elsewhere = user ? join(system, nameFor(base)) : join(tmpdir(), `upline-${nameFor(base)}`);
  return privateFolder(fits ? beside : elsewhere, user);
}

/** A folder that only the database's user can enter. One that somebody else made is refused. */
function privateFolder(folder: string, user: OsUser | undefined): string {
  makeFolder(folder, 0o700);
  const found = lstatSync(folder);
  const mine = [process.getuid?.(), user?.uid].includes(found.uid) || process.getuid === undefined;
  if (!found.isDirectory() || !mine) throw new Error(`${folder} belongs to somebody else; remove it first.`);
  if (user) chownSync(folder, user.uid, user.gid);
  return folder;
}

function makeFolder(folder: string, mode: number): void {
  if (existsSync(folder)) return;
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, mode);
}

const nameFor = (path: string): string => createHash('sha256').update(path).digest('hex').slice(0, 12);

import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { addressOf } from './address.js';
import type { Address } from './address.js';

/** The note in `.data/postgres.json` about the PostgreSQL that runs, for other processes of this install. */
const noteSchema = z.object({
  pid: z.number(),
  /** The process that started it and stops it. */
  owner_pid: z.number(),
  data: z.string(),
  sockets: z.string(),
  port: z.number(),
  database_url: z.string(),
  owner_database_url: z.string(),
});

export type Note = z.infer<typeof noteSchema>;

export const databaseName = 'upline';

export function urlsOf(address: Address): { database_url: string; owner_database_url: string } {
  return {
    database_url: addressOf(address, 'app', databaseName),
    owner_database_url: addressOf(address, 'owner', databaseName),
  };
}

export function writeNote(dataDir: string, note: Note): void {
  writeFileSync(fileIn(dataDir), `${JSON.stringify(note, null, 2)}\n`, { mode: 0o600 });
}

/** What was last noted, or undefined; whether it still runs is for the reader to see. */
export function readNote(dataDir: string): Note | undefined {
  if (!existsSync(fileIn(dataDir))) return undefined;
  return noteSchema.safeParse(JSON.parse(readFileSync(fileIn(dataDir), 'utf8'))).data;
}

export const removeNote = (dataDir: string): void => rmSync(fileIn(dataDir), { force: true });

const fileIn = (dataDir: string): string => join(dataDir, 'postgres.json');

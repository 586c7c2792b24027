import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';

/** One migration: what it is called, and the SQL that makes and undoes it. */
export interface Migration {
  name: string;
  up: string;
  down: string;
}

const file = z.object({ up: z.string(), down: z.string() });

/** Beside the sources when they run, beside the built program when that runs. */
const folder = join(import.meta.dirname, '../../migrations');

/** All migrations in their order, read from `migrations/0001-….ts`. */
export async function readMigrations(): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => /^\d{4}-[\w-]+\.(ts|js)$/.test(name)).sort();
  return Promise.all(
    names.map(async (name) => {
      const { up, down } = file.parse(await import(pathToFileURL(join(folder, name)).href));
      return { name: name.replace(/\.(ts|js)$/, ''), up, down };
    }),
  );
}

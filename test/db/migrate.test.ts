import { describe, expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../../config/paths.js';
import { migrate, pendingMigrations, refuseUnready } from '../../src/db/migrate.js';
import { readMigrations } from '../../src/db/migrations.js';
import { askAt, asOwner, asSuperuser, databaseUrl } from '../support/database.js';
import { openFolder } from '../support/folders.js';

const ownerUrl = (): string => process.env['OWNER_DATABASE_URL'] ?? '';
const names = (await readMigrations()).map(({ name }) => name);
const latest = names.at(-1) ?? '';

/** An empty database beside this test file's own. */
async function emptyDatabase(name: string): Promise<string> {
  const [own] = await asOwner<{ name: string }>('SELECT current_database() AS name');
  const full = `${own?.name ?? ''}_${name}`;
  await asSuperuser(`CREATE DATABASE ${full} OWNER owner TEMPLATE template0`);
  return ownerUrl().replace(`/${own?.name ?? ''}?`, `/${full}?`);
}

describe('migrating', () => {
  test('from two sides at once applies each migration once', async () => {
    const url = await emptyDatabase('twins');
    const applied = await Promise.all([migrate(url), migrate(url)]);
    expect(applied.flat()).toEqual(names);
    expect(await pendingMigrations(url)).toEqual([]);
  });

  test('a second time does nothing', async () => {
    expect(await migrate(ownerUrl())).toEqual([]);
  });

  test('that fails half-way keeps nothing of the failing migration, and goes on from there next time', async () => {
    const url = await emptyDatabase('half');
    await askAt(url, 'CREATE TABLE outbox ()');
    await expect(migrate(url)).rejects.toThrow(/^Migration 0001-core failed: relation "outbox" already exists$/);
    expect(await pendingMigrations(url)).toEqual(names);
  });
});

describe('a database that lacks a migration', () => {
  test('is refused by web and worker, which name what is missing', async () => {
    await expect(refuseUnready(databaseUrl())).resolves.toBeUndefined();
    await asOwner('DELETE FROM migrations WHERE name = $1', [latest]);
    await expect(refuseUnready(databaseUrl())).rejects.toThrow(
      `The database lacks ${latest}: run npm run migrate first.`,
    );
    await asOwner('INSERT INTO migrations (name, applied_at) VALUES ($1, now())', [latest]);
  });

  test('is refused as well when it is not named at all', async () => {
    await expect(refuseUnready('')).rejects.toThrow('DATABASE_URL is empty');
  });
});

describe('npm run migrate', () => {
  const run = (args: string[], env: Record<string, string>) =>
    spawnSync(process.execPath, [join(root, 'config/run.mjs'), '--database', 'src/db/migrate-cli', ...args], {
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], ...env },
    });

  test('works on the database it is given', () => {
    const { stdout } = run(['status'], { DATABASE_URL: databaseUrl(), DATA_DIR: openFolder() });
    expect(stdout).toBe('status: nothing\n');
  });

  test('starts the embedded one for as long as it needs it when it is given none', () => {
    const DATA_DIR = openFolder();
    expect(run(['up'], { DATA_DIR }).stdout).toBe(`up: ${names.join(', ')}\n`);
    expect(run(['status'], { DATA_DIR }).stdout).toBe('status: nothing\n');
  });

  test('says which words it knows', () => {
    const { status, stderr } = run(['sideways'], { DATABASE_URL: databaseUrl(), DATA_DIR: openFolder() });
    expect(status).toBe(1);
    expect(stderr).toContain('npm run migrate knows up, down, status; not sideways.');
  });
});

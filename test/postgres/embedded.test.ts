import { describe, expect, test } from '@jest/globals';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { borrowEmbedded } from '../../src/postgres/borrow.js';
import { AlreadyRunning, startEmbedded } from '../../src/postgres/embedded.js';
import { followsDeath } from '../../src/postgres/run-as.js';
import { openFolder } from '../support/folders.js';
import { startProgram } from '../support/programs.js';
import type { Program } from '../support/programs.js';
import { isAlive, until } from '../support/until.js';

const hold = (folder: string): Promise<Program> => startProgram('test/support/embedded-holder', {}, [folder]);

async function ask(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

const keepSomething = "CREATE TABLE kept (word text); INSERT INTO kept VALUES ('still here')";
const something = [{ word: 'still here' }];

describe('the embedded PostgreSQL', () => {
  test('keeps its data from one start to the next, and its socket to its own user', async () => {
    const folder = openFolder();
    const first = await startEmbedded(folder);
    expect(statSync(first.server.sockets).mode & 0o777).toBe(0o700);
    await ask(first.urls.owner_database_url, keepSomething);
    await first.stop();
    expect(existsSync(join(folder, 'postgres.json'))).toBe(false);

    const second = await startEmbedded(folder);
    expect(await ask(second.urls.owner_database_url, 'SELECT word FROM kept')).toEqual(something);
    await second.stop();
  });

  test('lets the program change rows but not tables', async () => {
    const { urls, stop } = await startEmbedded(openFolder());
    await expect(ask(urls.database_url, 'CREATE TABLE sneaked (id int)')).rejects.toThrow('permission denied');
    await expect(ask(urls.owner_database_url, 'CREATE TABLE fine (id int)')).resolves.toEqual([]);
    await stop();
  });

  test('ends when the process that started it is killed, and starts again with what was committed', async () => {
    const folder = openFolder();
    const holder = await hold(folder);
    await ask(String(holder.ready['owner_database_url']), keepSomething);
    await holder.stop('SIGKILL');
    const orphan = Number(holder.ready['postgres']);
    if (followsDeath()) await until('postgres has followed its owner', () => !isAlive(orphan));

    const { urls, stop } = await startEmbedded(folder);
    expect(isAlive(orphan)).toBe(false);
    expect(await ask(urls.owner_database_url, 'SELECT word FROM kept')).toEqual(something);
    await stop();
  });

  test('says that it is gone when it is killed itself, and starts again with what was committed', async () => {
    const folder = openFolder();
    const first = await startEmbedded(folder);
    await ask(first.urls.owner_database_url, keepSomething);
    process.kill(first.server.pid, 'SIGKILL');
    await first.server.ended;

    const second = await startEmbedded(folder);
    expect(await ask(second.urls.owner_database_url, 'SELECT word FROM kept')).toEqual(something);
    await second.stop();
  });

  test('is not taken away from a process that still runs it', async () => {
    const folder = openFolder();
    const holder = await hold(folder);
    await expect(startEmbedded(folder)).rejects.toThrow(AlreadyRunning);
    expect(isAlive(Number(holder.ready['postgres']))).toBe(true);
    expect(await holder.stop()).toBe(0);
  });

  test('is borrowed by a tool when it runs, and lent for the tool when it does not', async () => {
    const folder = openFolder();
    const holder = await hold(folder);
    const borrowed = await borrowEmbedded(folder);
    expect(borrowed.urls.database_url).toBe(holder.ready['database_url']);
    await borrowed.giveBack();
    expect(isAlive(Number(holder.ready['postgres']))).toBe(true);
    await holder.stop();

    const lent = await borrowEmbedded(folder);
    expect(await ask(lent.urls.database_url, 'SELECT current_user AS name')).toEqual([{ name: 'app' }]);
    const { pid } = JSON.parse(readFileSync(join(folder, 'postgres.json'), 'utf8')) as { pid: number };
    await lent.giveBack();
    expect(isAlive(pid)).toBe(false);
  });
});

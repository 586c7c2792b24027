import { describe, expect, test } from '@jest/globals';
import { chownSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findHome } from '../../src/postgres/home.js';
import { runAs } from '../../src/postgres/run-as.js';
import { startServer } from '../../src/postgres/server.js';
import { endLeftover, findServing } from '../../src/postgres/stale.js';
import { openFolder } from '../support/folders.js';

describe('a postmaster.pid', () => {
  test('left by a crash whose number is now some other program of the same user does not stop the next start', async () => {
    const home = findHome(openFolder());
    await (await startServer(home)).stop();
    const stranger = runAs('/bin/sleep', ['60'], { user: home.user, stdio: 'ignore' });
    const file = join(home.data, 'postmaster.pid');
    writeFileSync(file, `${stranger.pid}\n${home.data}\n1700000000\n5432\n${home.sockets}\n\n`);
    if (home.user) chownSync(file, home.user.uid, home.user.gid);

    expect(findServing(home.data)).toBeUndefined();
    expect(existsSync(file)).toBe(false);
    expect(stranger.exitCode).toBeNull();
    const server = await startServer(home);
    await server.stop();
    stranger.kill();
  });

  test('of a running postgres stays, and says who runs it', async () => {
    const home = findHome(openFolder());
    const server = await startServer(home);
    expect(findServing(home.data)).toEqual({ pid: server.pid, parent: process.pid });
    expect(existsSync(join(home.data, 'postmaster.pid'))).toBe(true);

    await endLeftover(home.data);
    await server.ended;
    expect(findServing(home.data)).toBeUndefined();
  });
});

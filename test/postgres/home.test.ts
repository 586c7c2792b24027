import { describe, expect, test } from '@jest/globals';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { findHome } from '../../src/postgres/home.js';
import { startServer } from '../../src/postgres/server.js';
import { closedFolder, openFolder } from '../support/folders.js';

const isRoot = process.getuid?.() === 0;

describe('the home of the embedded PostgreSQL', () => {
  test('is the data folder when its user can enter it', () => {
    const folder = openFolder();
    const home = findHome(folder);
    expect(home.data).toBe(join(folder, 'postgres'));
    expect(home.notice).toBeUndefined();
    expect(home.user === undefined).toBe(!isRoot);
  });

  test('moves out of a folder that only root can enter, says so, and stays there', async () => {
    const [dataDir, system] = [join(closedFolder(), '.data'), join(openFolder(), 'system')];
    const home = findHome(dataDir, system);
    const server = await startServer(home);
    await server.stop();
    expect(home.data.startsWith(isRoot ? system : dataDir)).toBe(true);
    expect(home.notice?.includes(`its data is in ${system}`) ?? false).toBe(isRoot);
    expect(findHome(dataDir, system)).toEqual(home);
  });

  test('keeps its socket where the path fits what a socket may have', async () => {
    const deep = join(openFolder(), 'a-folder-with-a-long-name'.repeat(4));
    mkdirSync(deep, { mode: 0o711 });
    const home = findHome(deep, join(openFolder(), 's'));
    expect(home.sockets.startsWith(deep)).toBe(false);
    const server = await startServer(home);
    await server.stop();
  });
});

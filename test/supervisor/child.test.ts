import { describe, expect, test } from '@jest/globals';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startChild } from '../../src/supervisor/child.js';
import { closedFolder } from '../support/folders.js';
import { isAlive } from '../support/until.js';

function program(source: string) {
  const folder = closedFolder();
  writeFileSync(join(folder, 'program.mjs'), source);
  return { program: join(folder, 'program.mjs'), log: join(folder, 'program.log'), env: { PATH: process.env['PATH'] } };
}

describe('a supervised program', () => {
  test('is ready when it says so, and ends in order when told to', async () => {
    const entry = program(`
      process.on('SIGTERM', () => { console.log('in order'); process.exit(); });
      setInterval(() => {}, 1000);
      process.send({ ready: true });`);
    const child = await startChild(entry);
    expect(isAlive(child.pid)).toBe(true);
    await child.stop();
    expect(readFileSync(entry.log, 'utf8')).toBe('in order\n');
  });

  test('that dies before it is ready is reported with its last words', async () => {
    const entry = program(`console.error('the configuration is not usable'); process.exit(1);`);
    await expect(startChild(entry)).rejects.toThrow('the configuration is not usable');
  });

  test('does not hear the terminal', async () => {
    const entry = program(`process.send({ ready: true }); setInterval(() => {}, 1000);`);
    const child = await startChild(entry);
    const group = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[2];
    expect(Number(group)).toBe(child.pid);
    await child.stop();
  });
});

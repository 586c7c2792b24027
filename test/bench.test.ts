import { describe, expect, test } from '@jest/globals';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const root = join(import.meta.dirname, '..');

async function bench(...args: string[]): Promise<Record<string, unknown>> {
  const options = { cwd: root, maxBuffer: 2 ** 24, timeout: 300_000 };
  const { stdout } = await run(process.execPath, ['config/run.mjs', 'bench/bench', ...args], options);
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Record<string, unknown>;
}

describe('a quick bench', () => {
  test.each([['close', ['--shape', 'power-leg']] as const, ['placement', []] as const])(
    'of %s runs, and passes no verdict',
    async (name, options) => {
      const told = await bench(name, '--quick', ...options);
      expect(told).toMatchObject({ bench: name, quick: true, ratio: expect.any(Number), target: expect.any(Number) });
      expect(told).not.toHaveProperty('verdict');
    },
  );
});

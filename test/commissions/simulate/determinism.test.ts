import { describe, expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { fromRoot } from '../../../config/paths.js';
import { outcomeOf, preset } from './oracle/drafts.js';
import { inFolder, writeCase } from './oracle/files.js';
import { members, sales } from './oracle/networks.js';
import { presetNames } from './oracle/plans.js';
import type { Member, Sale } from './oracle/world.js';

const asOf = '2026-05-31T18:29:59Z';

/** The same networks every time, of which the largest is taken. */
const network = fc
  .sample(members(2, 40), { numRuns: 30, seed: 7 })
  .reduce<Member[]>((largest, other) => (other.length > largest.length ? other : largest), []);
const sold = fc
  .sample(sales(network, 120), { numRuns: 30, seed: 7 })
  .reduce<Sale[]>((largest, other) => (other.length > largest.length ? other : largest), []);

const shuffled = <T>(rows: T[]): T[] =>
  fc.sample(fc.shuffledSubarray(rows, { minLength: rows.length }), { numRuns: 1, seed: 3 })[0] ?? [];

describe('the same inputs', () => {
  test.each(presetNames)('give the same bytes and certificate with rows in another order, under %s', (name) => {
    const one = outcomeOf(preset(name), network, sold, asOf);
    const other = outcomeOf(preset(name), shuffled(network), shuffled(sold), asOf);
    expect(shuffled(network)).not.toEqual(network);
    expect(other).toEqual(one);
  });

  test('with a cent more have another certificate', () => {
    const [first, ...rest] = sold;
    const more = first ? [{ ...first, amount: first.amount + 1n }, ...rest] : [];
    const certificates = [sold, more].map(
      (rows) => outcomeOf(preset('telemarketing'), network, rows, asOf).certificate.inputs,
    );
    expect(new Set(certificates).size).toBe(2);
  });

  test('that only add what comes after the moment asked for change nothing', () => {
    const [first] = sold;
    const later = first ? [...sold, { ...first, id: 5000, at: '2026-06-01T00:00:00Z', refundOf: null }] : [];
    const [one, other] = [sold, later].map((rows) => outcomeOf(preset('binary-classic'), network, rows, asOf));
    expect(other).toEqual(one);
  });
});

describe('npm run simulate', () => {
  /** Runs the program as its users do; returns what it printed and wrote. */
  function run(folder: string, plan: string, TZ: string) {
    const files = [
      '--members',
      join(folder, 'members.csv'),
      '--sales',
      join(folder, 'sales.csv'),
      '--out',
      join(folder, TZ),
    ];
    const words = ['config/run.mjs', 'src/commissions/simulate/cli', '--plan', plan, '--as-of', asOf, ...files];
    const { status, stdout, stderr } = spawnSync(process.execPath, words, {
      cwd: fromRoot(),
      env: { ...process.env, TZ },
      encoding: 'utf8',
    });
    return { status, stdout, stderr, read: (name: string) => readFileSync(join(folder, TZ, name), 'utf8') };
  }

  test('prints totals, warnings and the certificate of what it wrote, the same under any TZ', () => {
    inFolder((folder) => {
      writeCase(folder, network, sold);
      const plan = 'config/plans/ev-distribution.json';
      const [east, west] = ['Pacific/Kiritimati', 'America/Los_Angeles'].map((TZ) => run(folder, plan, TZ));
      const printed = JSON.parse(east?.stdout ?? '') as {
        totals: { members: number };
        certificate: { lines: string };
        warnings: unknown[];
      };
      expect(printed.totals.members).toBeGreaterThan(10);
      expect(printed.certificate.lines).toBe(
        createHash('sha256')
          .update(east?.read('lines.csv') ?? '')
          .digest('hex'),
      );
      expect(west?.stdout).toBe(east?.stdout);
      expect(printed.warnings).toEqual([
        { code: 'pays_without_sale', path: 'referral', message: expect.stringContaining('pay for people') },
        { code: 'pays_without_sale', path: 'binary.unit', message: expect.stringContaining('pay for people') },
      ]);
    });
  });

  test('says what is wrong and exits with 1', () => {
    inFolder((folder) => {
      writeCase(folder, network, sold);
      const { status, stdout, stderr } = run(folder, 'config/plans/nothing.json', 'UTC');
      expect([status, stdout, stderr]).toEqual([1, '', 'config/plans/nothing.json: cannot be read\n']);
    });
  });
});

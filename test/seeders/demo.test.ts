import { describe, expect, test } from '@jest/globals';
import { demoLogins, seedDemo } from '../../seeders/demo.js';
import { runBooks } from '../../src/all-checks.js';
import { Commission } from '../../src/commissions/commission.js';
import { Program } from '../../src/programs/program.js';
import { Sale } from '../../src/orders/sale.js';
import { roleNames } from '../../src/core/actor.js';
import { asOwner } from '../support/database.js';

describe('the demo data', () => {
  test('fills every program through commands, with a login for each role, and the books balance', async () => {
    await seedDemo();
    expect(demoLogins().map(({ role }) => role)).toEqual(expect.arrayContaining([...roleNames]));
    const programs = await Program.findAll();
    for (const { id, key } of programs) {
      expect([key, await Sale.count({ where: { programId: id } })]).toEqual([key, expect.any(Number)]);
      expect(await Sale.count({ where: { programId: id } })).toBeGreaterThan(0);
    }
    const statuses = await Commission.findAll({ attributes: ['status'], group: ['status'] });
    expect(statuses.map(({ status }) => status)).toEqual(expect.arrayContaining(['pending', 'approved', 'held']));
    const runs = await asOwner<{ status: string; blocked: string | null; pairs: boolean }>(
      `SELECT status, result ->> 'blocked' AS blocked, (totals #>> '{pairs,formed}')::int > 0 AS pairs
       FROM runs JOIN commission_runs ON run_id = runs.id`,
    );
    expect(new Set(runs.map(({ status }) => status))).toEqual(new Set(['posted', 'review']));
    expect(runs.filter(({ blocked }) => blocked !== null)).toEqual([]);
    expect(runs.filter(({ pairs }) => pairs).length).toBeGreaterThan(1);
    expect((await runBooks()).flatMap(({ name, rows }) => (rows.length > 0 ? [{ name, rows }] : []))).toEqual([]);
  });
});

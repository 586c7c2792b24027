import { beforeEach, describe, expect, test } from '@jest/globals';
import { rejectCommission } from '../../../src/commissions/reject-commission.js';
import type { CommissionRun } from '../../../src/commissions/runs/commission-run.js';
import { requestMatching } from '../../../src/commissions/runs/request-matching.js';
import { requestVerify } from '../../../src/commissions/runs/verify/request-verify.js';
import { system } from '../../../src/core/actor.js';
import { cancelRun } from '../../../src/jobs/change-run.js';
import type { Sale } from '../../../src/orders/sale.js';
import type { Program } from '../../../src/programs/program.js';
import { asOwner } from '../../support/database.js';
import { person } from '../people.js';
import {
  buys,
  closeMonth,
  joined,
  matchUntil,
  monthAgo,
  newProgram,
  noon,
  pairsOf,
  refund,
  runOf,
  trio,
  verified,
  workAll,
} from './town.js';
import type { Trio } from './town.js';

const month = monthAgo(1);
const identical = { isIdentical: true, differences: [], counts: {} };
let here: Program;
let people: Trio;
let sales: Sale[];

beforeEach(async () => {
  here = await newProgram('binary-classic');
  people = await trio(here);
  sales = [
    await buys(here, people.left, '250.00', noon(month, 3)),
    await buys(here, people.right, '120.00', noon(month, 3)),
  ];
});

/** Changes a row behind the system's back. */
async function tamper(sql: string, binds: unknown[]): Promise<void> {
  for (const table of ['sales', 'commissions']) await asOwner(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
  const changed = await asOwner(
    `WITH changed AS (${sql} RETURNING 1) SELECT count(*)::int AS rows FROM changed`,
    binds,
  );
  expect(changed).toEqual([{ rows: 1 }]);
}

describe('computing a run again', () => {
  test('while it waits to be posted is identical', async () => {
    const row = await requestMatching(system(here.id), { until: `${month}-05` });
    await workAll();
    expect((await runOf(row)).status).toBe('review');
    expect(await verified(row)).toEqual({ ofRunId: row.runId, ...identical });
  });

  test('is identical after it was posted, and after later ones were', async () => {
    const first = await matchUntil(here, `${month}-05`);
    expect(await verified(first)).toMatchObject(identical);
    await buys(here, people.right, '330.00', noon(month, 8));
    const second = await matchUntil(here, `${month}-10`, 'approve');
    await joined(here, { sponsorId: people.left.id, joinedAt: new Date() });
    const close = await closeMonth(here, month);
    for (const row of [first, second, close]) expect(await verified(row)).toMatchObject(identical);
  });

  test('is identical when it undid pairs, whatever was decided about them since', async () => {
    await matchUntil(here, `${month}-05`);
    if (sales[0]) await refund(here, sales[0], '200.00');
    await asOwner('UPDATE refunds SET refunded_at = $2 WHERE program_id = $1', [here.id, noon(month, 6)]);
    const row = await matchUntil(here, `${month}-08`);
    expect((await pairsOf(people.top))[0]).toMatchObject({ undone: 1 });
    expect(await verified(row)).toMatchObject(identical);
    await buys(here, people.left, '500.00', noon(month, 9));
    const later = await matchUntil(here, `${month}-10`);
    const [, again] = await pairsOf(people.top);
    const reject = { commissionId: again?.id ?? 0, reason: 'looked at' };
    await rejectCommission(await person('owner', here), reject);
    for (const run of [row, later]) expect(await verified(run)).toMatchObject(identical);
  });

  test('shows how far it is, and is itself no run over commissions', async () => {
    const row = await matchUntil(here, `${month}-05`);
    const { id } = await requestVerify(system(here.id), { runId: row.runId });
    await workAll();
    const run = await runOf({ runId: id });
    expect(run).toMatchObject({ kind: 'verify', status: 'posted', error: null });
    expect(await asOwner('SELECT FROM commission_runs WHERE run_id = $1', [id])).toEqual([]);
  });
});

describe('a difference is named', () => {
  let row: CommissionRun;
  beforeEach(async () => {
    row = await closeMonth(here, month);
  });

  test('when the amount of a sale was changed: the part that no longer fits, and every line of it', async () => {
    await tamper('UPDATE sales SET amount = amount * 2 WHERE id = $1', [sales[0]?.id]);
    const { isIdentical, differences, counts } = await verified(row);
    expect(isIdentical).toBe(false);
    expect(differences).toContainEqual(expect.objectContaining({ table: 'certificate', of: { part: 'sales' } }));
    expect(differences).toContainEqual({
      table: 'run_lines',
      memberId: people.top.id,
      line: expect.any(Number),
      of: { kind: 'level', level: '1', sale_id: String(sales[0]?.id) },
      before: { base: '25000', amount: '1250', state: 'accrued' },
      after: { base: '50000', amount: '2500', state: 'differs' },
    });
    expect(counts).toMatchObject({ run_lines: 1, certificate: 2 });
  });

  test('when the volume of a sale was changed: the day, the legs and the pairs', async () => {
    await tamper('UPDATE sales SET volume = 20000 WHERE id = $1', [sales[1]?.id]);
    const { differences } = await verified(row);
    expect(differences).toContainEqual({
      table: 'run_days',
      memberId: people.top.id,
      line: null,
      of: { day: `${month}-03` },
      before: { possible: '1', formed: '1', paid: '1', carry_left: '15000', carry_right: '2000' },
      after: { possible: '2', formed: '2', paid: '2', carry_left: '5000', carry_right: '0' },
    });
    expect(differences).toContainEqual(
      expect.objectContaining({ table: 'run_lines', before: { quantity: '1', amount: '1000' } }),
    );
  });

  test('when a line was changed, or taken away', async () => {
    const line = `run_id = $1 AND kind = 'pair'`;
    await tamper(`UPDATE run_lines SET amount = 99900 WHERE ${line}`, [row.runId]);
    const changed = await verified(row);
    expect(changed.differences.map(({ table, before, after }) => [table, before, after])).toEqual([
      ['run_lines', { amount: '99900' }, { amount: '1000' }],
      ['commissions', { amount: '1000' }, { amount: '99900' }],
    ]);
    await tamper(`DELETE FROM run_lines WHERE ${line}`, [row.runId]);
    const gone = await verified(row);
    expect(gone.counts).toEqual({ run_lines: 1 });
    expect(gone.differences[0]).toMatchObject({ before: null, after: { amount: '1000', quantity: '1' } });
  });

  test('when a posted commission was changed', async () => {
    await tamper(`UPDATE commissions SET amount = 77700 WHERE run_id = $1`, [row.runId]);
    expect((await verified(row)).differences).toEqual([
      {
        table: 'commissions',
        memberId: people.top.id,
        line: 1,
        of: { kind: 'pair', day: `${month}-03` },
        before: { amount: '77700' },
        after: { amount: '1000' },
      },
    ]);
  });

  test('a hundred of them, with how many there are', async () => {
    await asOwner(
      `INSERT INTO run_lines (part, run_id, fence, line, member_id, kind, state, day, base, quantity, amount)
       SELECT part, run_id, fence, 1000 + n, member_id, kind, state, day + n, base, quantity, amount
       FROM run_lines, generate_series(1, 250) AS n WHERE run_id = $1 AND kind = 'pair'`,
      [row.runId],
    );
    const { differences, counts } = await verified(row);
    expect(differences).toHaveLength(100);
    expect(counts).toEqual({ run_lines: 250, commissions: 250 });
  });
});

describe('a carried balance that was changed', () => {
  test('is named by the run that left it, also when a later one has gone on from it', async () => {
    const row = await matchUntil(here, `${month}-05`);
    await tamper('UPDATE leg_balances SET carry_left = 99900 WHERE member_id = $1', [people.top.id]);
    const named = {
      table: 'leg_balances',
      memberId: people.top.id,
      line: null,
      of: {},
      before: { carry_left: '99900' },
      after: { carry_left: '15000' },
    };
    expect((await verified(row)).differences).toEqual([named]);
    await buys(here, people.right, '80.00', noon(month, 8));
    const later = await matchUntil(here, `${month}-10`);
    expect((await verified(row)).differences).toEqual([named]);
    expect(await verified(later)).toMatchObject(identical);
  });
});

describe('asking for a verification', () => {
  test('twice at once gives one; later gives another', async () => {
    const row = await matchUntil(here, `${month}-05`);
    const ask = () => requestVerify(system(here.id), { runId: row.runId });
    const [first, second] = await Promise.all([ask(), ask()]);
    expect(first.id).toBe(second.id);
    await workAll();
    expect((await ask()).id).not.toBe(first.id);
    await workAll();
  });

  test('needs a run that was computed, of one’s own program, and somebody who may', async () => {
    const row = await requestMatching(system(here.id), { until: `${month}-05` });
    const { runId } = row;
    await expect(requestVerify(system(here.id), { runId })).rejects.toMatchObject({ code: 'wrong_state' });
    await workAll();
    const other = await newProgram('binary-classic');
    await expect(requestVerify(system(other.id), { runId })).rejects.toMatchObject({ code: 'not_found' });
    const telemarketer = await person('telemarketer', here);
    await expect(requestVerify(telemarketer, { runId })).rejects.toMatchObject({ code: 'not_allowed' });
    await cancelRun(await person('owner', here), { runId });
    await expect(requestVerify(system(here.id), { runId })).rejects.toMatchObject({ code: 'wrong_state' });
  });
});

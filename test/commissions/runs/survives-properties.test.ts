import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { requestPeriodRun } from '../../../src/commissions/runs/request-period.js';
import { system } from '../../../src/core/actor.js';
import { Sale } from '../../../src/orders/sale.js';
import type { Program } from '../../../src/programs/program.js';
import { asOwner } from '../../support/database.js';
import { storedBy } from './support-big-town.js';
import { approve, brokenBooks, cancel } from './support-workers.js';
import { closeMonth, finish, monthAgo, newProgram, noon, refund, trio, workAll } from './town.js';
import type { Trio } from './town.js';

const [before, month] = [monthAgo(2), monthAgo(1)];
const numRuns = Number(process.env['TOWNS'] ?? 5);

interface Bought {
  leg: 'left' | 'right' | 'top';
  day: number;
  /** In cents; the volume is the same. */
  amount: number;
}

const bought: fc.Arbitrary<Bought[]> = fc.array(
  fc.record({
    leg: fc.constantFrom('left', 'right', 'top'),
    day: fc.integer({ min: 1, max: 5 }),
    amount: fc.oneof(fc.integer({ min: 1, max: 60_000 }), fc.constantFrom(1, 3333, 10_000, 99_999)),
  }),
  { minLength: 1, maxLength: 12 },
);

/** Sales that have accrued nothing, so that the run itself pays all they bring. */
async function imported(here: Program, people: Trio, all: readonly Bought[]): Promise<Sale[]> {
  for (const [index, { leg, day, amount }] of all.entries()) {
    await asOwner(
      `INSERT INTO sales (program_id, source, external_order_id, buyer_member_id, amount, currency, volume, status, occurred_at,
         confirmed_at) VALUES ($1, 'import', $2, $3, $4, 'USD', $4, 'confirmed', $5, now())`,
      [here.id, `${here.key}/${index}`, people[leg].id, amount, noon(before, day)],
    );
  }
  return Sale.findAll({ where: { programId: here.id } });
}

const balances = (here: Program) =>
  asOwner<{ address: string; balance: string }>(
    `SELECT address, balance FROM accounts JOIN members ON address IN
       ('member:' || members.id || ':wallet', 'member:' || members.id || ':recovery') WHERE program_id = $1 AND balance <> 0`,
    [here.id],
  );

describe('a run over any sales', () => {
  test('never forms more pairs in a window than its cap, nor pays more', async () => {
    const cap = fc.record({ pairs: fc.integer({ min: 1, max: 3 }), per: fc.constantFrom('day', 'month', 'lifetime') });
    const onCap = fc.constantFrom('carry', 'flush');
    await fc.assert(
      fc.asyncProperty(bought, cap, onCap, async (all, { pairs, per }, on_cap) => {
        const binary = { unit: 'volume', pair_value: '100.00', amount: '10.00', cap: { pairs, per }, on_cap };
        const here = await newProgram('binary-classic', { binary });
        await imported(here, await trio(here), all);
        await closeMonth(here, before);
        const window = { day: `date_trunc('day', earned_at)`, month: `date_trunc('month', earned_at)`, lifetime: '1' }[
          per
        ];
        const over = `
          SELECT beneficiary_id FROM commissions WHERE program_id = $1 AND kind = 'pair'
          GROUP BY beneficiary_id, ${window} HAVING sum(quantity) > $2 OR sum(amount) > $2 * 1000`;
        expect(await asOwner(over, [here.id, pairs])).toEqual([]);
      }),
      { numRuns },
    );
  });

  test('computes the same twice, and posts once what is posted twice', async () => {
    await fc.assert(
      fc.asyncProperty(bought, async (all) => {
        const here = await newProgram('binary-classic');
        await imported(here, await trio(here), all);
        const ask = () => requestPeriodRun(system(here.id), { month: before });
        const first = await ask();
        await workAll();
        const stored = await storedBy(first.runId);
        await cancel(first);
        const second = await ask();
        await workAll();
        expect(await storedBy(second.runId)).toEqual(stored);
        await finish(second, 'approve');
        const paid = await balances(here);
        await expect(ask()).rejects.toMatchObject({ code: 'conflict' });
        await expect(approve(second)).rejects.toMatchObject({ code: 'wrong_state' });
        await workAll();
        expect(await balances(here)).toEqual(paid);
      }),
      { numRuns },
    );
  });

  test('whose sales are all refunded leaves every wallet where it was', async () => {
    await fc.assert(
      fc.asyncProperty(bought, fc.nat(99), async (all, share) => {
        const here = await newProgram('binary-classic');
        const sales = await imported(here, await trio(here), all);
        await closeMonth(here, before, 'approve');
        for (const { id, amount } of sales) {
          const part = (amount * BigInt(share)) / 100n;
          const sale = () => Sale.findByPk(id, { rejectOnEmpty: true });
          if (part > 0n) await refund(here, await sale(), `${part / 100n}.${String(part % 100n).padStart(2, '0')}`);
          await refund(here, await sale());
        }
        await asOwner('UPDATE refunds SET refunded_at = $2 WHERE program_id = $1', [here.id, noon(month, 5)]);
        await closeMonth(here, month, 'approve');
        expect(await balances(here)).toEqual([]);
        const left = 'SELECT FROM leg_balances WHERE program_id = $1 AND (pairs, carry_left, carry_right) <> (0, 0, 0)';
        expect(await asOwner(left, [here.id])).toEqual([]);
        expect(await brokenBooks()).toEqual([]);
      }),
      { numRuns },
    );
  });
});

import { beforeAll, describe, expect, test } from '@jest/globals';
import { approve } from '../../../src/commissions/approve.js';
import { Commission } from '../../../src/commissions/commission.js';
import type { CommissionRun } from '../../../src/commissions/runs/commission-run.js';
import { requestMember } from '../../../src/commissions/runs/request-member.js';
import { system } from '../../../src/core/actor.js';
import { businessDay, dayStart } from '../../../src/core/period.js';
import { recordSale } from '../../../src/orders/record-sale.js';
import type { Program } from '../../../src/programs/program.js';
import { asOwner } from '../../support/database.js';
import { asSystem } from '../people.js';
import { addTaxRules, fifth } from '../tax-rules.js';
import { buys, finish, newProgram, pairsOf, refund, rowOf, trio, verified } from './town.js';

beforeAll(async () => {
  await addTaxRules({ ...fifth, key: 'a-fifth' });
});

const today = () => dayStart(businessDay(new Date(), 'UTC'), 'UTC');

/** Lets the days before today be matched, as every night does. */
const matchedUntilToday = ({ id }: Program) =>
  asOwner(
    `INSERT INTO periods (program_id, month, starts_at, ends_at)
     VALUES ($1, $3, $2, $2::timestamptz + interval '40 days')`,
    [id, today(), businessDay(new Date(), 'UTC').slice(0, 7)],
  );

async function matchNow(here: Program, memberId: number): Promise<CommissionRun> {
  const { id: runId } = await requestMember(system(here.id), { memberId });
  return finish(await rowOf({ runId }));
}

const creditAll = ({ id }: Program) =>
  asSystem(async (work) => {
    const where = { programId: id, status: 'pending' };
    for (const line of await Commission.findAll({ where, transaction: work.tx })) await approve(work, line, null);
  });

const taxesOf = async ({ runId }: CommissionRun): Promise<(string | null)[]> =>
  (await asOwner<{ tax: string | null }>('SELECT tax FROM run_lines WHERE run_id = $1', [runId])).map(({ tax }) => tax);

describe('matching one member again and again on a day', () => {
  test('gives back of undone pairs what was taken off them, and nothing of others of the day', async () => {
    const here = await newProgram('binary-classic', {
      levels: undefined,
      approval: undefined,
      withholding: ['a-fifth'],
      binary: { unit: 'volume', pair_value: '100.00', amount: '10.00' },
    });
    const { top, left, right } = await trio(here);
    await matchedUntilToday(here);
    const occurredAt = new Date(Math.max(Date.now() - 60_000, today().getTime())).toISOString();
    await buys(here, right, '100.00', occurredAt);
    const first = await buys(here, left, '100.00', occurredAt);
    await matchNow(here, top.id);
    await creditAll(here);
    await refund(here, first);
    const undone = await matchNow(here, top.id);
    const second = await buys(here, left, '100.00', occurredAt);
    await matchNow(here, top.id);
    await refund(here, second);
    const last = await matchNow(here, top.id);
    expect([await taxesOf(undone), await taxesOf(last)]).toEqual([['-200'], [null]]);
    for (const run of [undone, last]) expect(await verified(run)).toMatchObject({ differences: [] });
  });
});

describe('matching one member now, whom a limit stops', () => {
  test('sees what he earned of his own sales until then, and what he lost of it', async () => {
    const here = await newProgram('binary-classic', {
      levels: undefined,
      approval: undefined,
      seller: { rate_bp: 1000 },
      withholding: ['a-fifth'],
      binary: { unit: 'volume', pair_value: '100.00', amount: '10.00', inactive_limit: { pairs: 9, net: '20.00' } },
    });
    const { top, left, right } = await trio(here);
    await matchedUntilToday(here);
    const occurredAt = new Date(Math.max(Date.now() - 60_000, today().getTime())).toISOString();
    for (const member of [left, right]) await buys(here, member, '200.00', occurredAt);
    const amounts = async () => (await pairsOf(top)).map(({ amount }) => amount);

    const sold = { externalOrderId: 'sold', amount: '150.00', volume: '0.00', sellerMemberId: top.id, occurredAt };
    const sale = await recordSale(system(here.id), sold);
    const first = await matchNow(here, top.id);
    expect(await amounts()).toEqual([1000n]);
    await refund(here, sale);
    const second = await matchNow(here, top.id);
    expect(await amounts()).toEqual([1000n, 1000n]);
    for (const run of [first, second]) expect(await verified(run)).toMatchObject({ differences: [] });
  });
});

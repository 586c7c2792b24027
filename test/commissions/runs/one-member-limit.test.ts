import { beforeAll, describe, expect, test } from '@jest/globals';
import type { CommissionRun } from '../../../src/commissions/runs/commission-run.js';
import { requestMember } from '../../../src/commissions/runs/request-member.js';
import { TaxRuleRow } from '../../../src/compliance/tax-rule.js';
import { system } from '../../../src/core/actor.js';
import { businessDay, dayStart } from '../../../src/core/period.js';
import { recordSale } from '../../../src/orders/record-sale.js';
import type { Program } from '../../../src/programs/program.js';
import { asOwner } from '../../support/database.js';
import { buys, finish, newProgram, pairsOf, refund, rowOf, trio, verified } from './town.js';

beforeAll(async () => {
  await TaxRuleRow.create({
    key: 'a-fifth',
    section: '194H',
    stage: 'credit',
    rateBp: 2000,
    rateWithoutPanBp: 2000,
    annualThreshold: null,
    basis: 'payment',
    ceiling: null,
    effectiveFrom: '2020-04-01',
    effectiveUntil: null,
  });
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

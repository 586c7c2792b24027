import { describe, expect, test } from '@jest/globals';
import { system } from '../../../src/core/actor.js';
import { monthStart } from '../../../src/core/period.js';
import type { Member } from '../../../src/network/member.js';
import { recordSale } from '../../../src/orders/record-sale.js';
import { draftPlan } from '../../../src/programs/draft-plan.js';
import { Plan } from '../../../src/programs/plan.js';
import { Program } from '../../../src/programs/program.js';
import { publishPlan } from '../../../src/programs/publish-plan.js';
import { asSystem } from '../people.js';
import { buys, closeMonth, joined, monthAgo, newProgram, noon } from '../runs/town.js';
import { draft, simulated } from './trials.js';

const [earlier, month] = [monthAgo(2), monthAgo(1)];

/** A chain of members, each under the one before. */
async function chain(here: Program, length: number, joinedAt?: string): Promise<Member[]> {
  const members: Member[] = [];
  for (let index = 0; index < length; index++) {
    const above = members.at(-1)?.id ?? null;
    const when = joinedAt ? { joinedAt: new Date(joinedAt) } : {};
    const placement = above === null ? {} : { placement: { parentId: above, slot: 0 } };
    members.push(await joined(here, { sponsorId: above, ...placement, ...when }));
  }
  return members;
}

describe('a simulation of a plan that pays for people', () => {
  test('says what share of its pay came from recruitment', async () => {
    const here = await newProgram('mlm-service');
    const [, , , bottom] = await chain(here, 4, noon(month, 2));
    if (bottom) await buys(here, bottom, '100.00', noon(month, 10));
    const { total, paysForPeople, warnings, periods } = await simulated(await draft(here));
    expect(paysForPeople).toBe(true);
    expect(warnings.map(({ code }) => code)).toContain('pays_without_sale');
    // Joins pay 10, then 10 + 5, then 10 + 5 + 2; the sale pays 10 + 5 + 2.
    expect(total.draft).toMatchObject({ paid: '59.00', recruited: '42.00', recruitedBp: 7118 });
    expect(total.draft.breakage).toBe('31.00');
    expect(periods[0]?.accrued).toBe('59.00');
  });
});

describe('a simulation over a change of plans', () => {
  test('sets each month against the version that was in force in it', async () => {
    const here = await newProgram('pipeline');
    const [seller] = await chain(here, 1);
    const { document } = await Plan.findOne({ where: { programId: here.id }, rejectOnEmpty: true });
    await asSystem((work) =>
      publishPlan(
        work,
        Plan.build({
          programId: here.id,
          key: here.key,
          version: 2,
          effectiveFrom: monthStart(month, here.timeZone),
          document: { ...document, seller: { rate_bp: 2000 } },
        }),
        { simulation: { preset: true } },
      ),
    );
    for (const at of [earlier, month]) if (seller) await sellsOn(here, seller, noon(at, 3));
    const { periods, total } = await simulated(await draft(here, { seller: { rate_bp: 1500 } }));
    expect(periods.map(({ active, draft: drafted }) => [active.version, active.paid, drafted.paid])).toEqual([
      [1, '10.00', '15.00'],
      [2, '20.00', '15.00'],
    ]);
    expect(periods.map(({ winners, losers }) => [winners.amount, losers.amount])).toEqual([
      ['5.00', '0.00'],
      ['0.00', '5.00'],
    ]);
    expect(total).toMatchObject({ winners: { members: 0 }, losers: { members: 0 }, unchanged: 1 });
  });

  test('sets it against nothing where no plan was in force', async () => {
    const { id: programId, key } = await Program.create({ key: 'new', name: 'New', currency: 'USD', timeZone: 'UTC' });
    const here = await Program.findByPk(programId, { rejectOnEmpty: true });
    await chain(here, 2, noon(month, 3));
    const plan = await draftPlan(system(programId), {
      key,
      effectiveMonth: '2031-01',
      document: {
        name: 'New',
        currency: 'USD',
        time_zone: 'UTC',
        levels: { tree: 'sponsor', on: ['referral'], amounts: ['7.00'] },
      },
    });
    const { periods } = await simulated(plan);
    expect(periods).toMatchObject([
      { month, sold: '0.00', draft: { paid: '7.00', payoutBp: null }, active: { paid: '0.00', version: 0 } },
    ]);
  });
});

describe('a simulation of levels that ask for ranks', () => {
  test('reads the ranks of the month before by the draft’s own rules', async () => {
    const here = await newProgram('binary-classic');
    const [, , , bottom] = await chain(here, 4);
    const ranked = {
      binary: undefined,
      ranks: { tree: 'placement', volume_of: 'month', paid_as_by: [{ name: 'Two', group_volume: '100.00' }] },
      levels: {
        tree: 'sponsor',
        on: ['purchase'],
        rates_bp: [1000],
        compression: 'dynamic',
        min_rank: ['Two'],
      },
    };
    if (bottom) await buys(here, bottom, '100.00', noon(earlier, 3));
    if (bottom) await buys(here, bottom, '50.00', noon(month, 3));
    const { periods } = await simulated(await draft(here, ranked));
    expect(periods.map(({ draft: drafted }) => [drafted.paid, drafted.breakage])).toEqual([
      ['0.00', '10.00'],
      ['5.00', '0.00'],
    ]);
    const [only] = (await simulated(await draft(here, ranked), 1)).periods;
    expect(only?.draft).toMatchObject({ paid: '5.00', breakage: '0.00' });
  });
});

describe('the largest changes', () => {
  test('are twenty, the largest first, with names', async () => {
    const here = await newProgram('pipeline');
    const sellers: Member[] = [];
    for (let index = 1; index <= 22; index++) {
      const seller = await joined(here, { sponsorId: null, externalId: `seller-${index}` });
      await sellsOn(here, seller, noon(month, 3), `${index}.00`);
      sellers.push(seller);
    }
    const { changes, total } = await simulated(await draft(here, { seller: { rate_bp: 2000 } }));
    expect(total.winners).toEqual({ members: 22, amount: '25.30' });
    expect(changes).toHaveLength(20);
    expect(changes[0]).toEqual({
      memberId: sellers[21]?.id,
      name: 'seller-22',
      before: '2.20',
      after: '4.40',
      difference: '2.20',
    });
    expect(changes.at(-1)?.difference).toBe('0.30');
  });
});

describe('the certificate', () => {
  test('is the same for the same facts, and another for another document or another sale', async () => {
    const here = await newProgram('pipeline');
    const [seller] = await chain(here, 1);
    if (!seller) throw new Error('nobody joined');
    await sellsOn(here, seller, noon(month, 3));
    const [plan, other] = [await draft(here), await draft(here, { seller: { rate_bp: 1 } })];
    const first = await simulated(plan);
    expect((await simulated(plan)).certificate).toBe(first.certificate);
    expect((await simulated(other)).certificate).not.toBe(first.certificate);
    await sellsOn(here, seller, noon(month, 4));
    expect((await simulated(plan)).certificate).not.toBe(first.certificate);
    await closeMonth(here, month);
  });
});

let orders = 0;
const sellsOn = (here: Program, seller: Member, occurredAt: string, amount = '100.00') =>
  recordSale(system(here.id), {
    externalOrderId: `sold-${(orders += 1)}`,
    amount,
    sellerMemberId: seller.id,
    occurredAt,
  });

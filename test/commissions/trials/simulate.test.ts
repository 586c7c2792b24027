import { beforeEach, describe, expect, test } from '@jest/globals';
import type { MemberStatus } from '../../../src/network/member.js';
import { StatusChange } from '../../../src/network/status-change.js';
import type { Program } from '../../../src/programs/program.js';
import { asOwner } from '../../support/database.js';
import { broken } from '../people.js';
import { buys, closeMonth, matchUntil, monthAgo, newProgram, noon, refund, trio } from '../runs/town.js';
import type { Trio } from '../runs/town.js';
import { draft, simulated } from './trials.js';

const [earlier, month] = [monthAgo(2), monthAgo(1)];
let here: Program;
let people: Trio;
beforeEach(async () => {
  here = await newProgram('binary-classic');
  people = await trio(here);
});

const binary = (changes: Record<string, unknown>) => ({
  binary: {
    unit: 'volume',
    pair_value: '100.00',
    amount: '10.00',
    cap: { pairs: 10, per: 'month' },
    on_cap: 'carry',
    at_period_end: 'carry',
    ...changes,
  },
});

const buy = async (left: string, right: string, at: string) => [
  await buys(here, people.left, left, at),
  await buys(here, people.right, right, at),
];

const becomes = (status: MemberStatus, at: string) =>
  StatusChange.create({ programId: here.id, memberId: people.top.id, status, effectiveAt: new Date(at) });

/** Lets refunds have been made on another day than today. */
const backdate = (at: string) => asOwner('UPDATE refunds SET refunded_at = $2 WHERE program_id = $1', [here.id, at]);

describe('a simulation of the plan in force', () => {
  test('comes to what was posted, month by month, and moves nobody', async () => {
    await buy('250.00', '120.00', noon(earlier, 3));
    await matchUntil(here, `${earlier}-05`);
    await becomes('inactive', noon(earlier, 20));
    await becomes('active', noon(month, 5));
    await buy('333.33', '89.00', noon(earlier, 25));
    await closeMonth(here, earlier, 'approve');
    await buy('10.00', '200.00', noon(month, 10));
    await closeMonth(here, month);
    const { periods, total, changes } = await simulated(await draft(here));
    expect(periods.map((period) => [period.month, period.isClosed, period.accrued])).toEqual([
      [earlier, true, periods[0]?.active.paid],
      [month, true, periods[1]?.active.paid],
    ]);
    expect(periods.map((period) => period.sold)).toEqual(['792.33', '210.00']);
    expect(periods.map(({ active }) => active.version)).toEqual([1, 1]);
    expect(periods.map(({ active }) => active.membersByReason)).toEqual([{ inactive: 1 }, { inactive: 1 }]);
    expect(total.draft).toEqual(total.active);
    expect(total).toMatchObject({ winners: { members: 0, amount: '0.00' }, losers: { members: 0 }, unchanged: 1 });
    expect(changes).toEqual([]);
  });

  test('begins with the legs as they stood then, though later runs have changed them', async () => {
    await buys(here, people.left, '300.00', noon(earlier, 3));
    await closeMonth(here, earlier);
    await buys(here, people.right, '200.00', noon(month, 3));
    await closeMonth(here, month);
    const { total } = await simulated(await draft(here), 1);
    expect(total.active.paid).toBe('30.00');
    expect(total.sold).toBe('200.00');
  });

  test('takes back what refunds took back, in the month of the sale', async () => {
    const [sale] = await buy('100.00', '33.30', noon(earlier, 3));
    await buys(here, people.right, '100.00', noon(month, 3));
    if (sale) await refund(here, sale, '40.00');
    await backdate(noon(month, 5));
    const { periods } = await simulated(await draft(here));
    expect(periods.map(({ sold, active }) => [sold, active.paid])).toEqual([
      ['93.30', '4.67'],
      ['100.00', '5.00'],
    ]);
    expect(periods.map(({ accrued }) => accrued)).toEqual(['4.67', '5.00']);
  });
});

describe('a simulation of another plan', () => {
  test('says who wins, by how much, and what share of sales it pays', async () => {
    await buy('250.00', '150.00', noon(month, 3));
    const { periods, total, changes } = await simulated(await draft(here, binary({ amount: '25.50' })));
    expect(periods).toHaveLength(1);
    expect(total.sold).toBe('400.00');
    expect([total.active.paid, total.active.payoutBp]).toEqual(['30.00', 750]);
    expect([total.draft.paid, total.draft.payoutBp]).toEqual(['45.50', 1137]);
    expect(total).toMatchObject({ winners: { members: 1, amount: '15.50' }, losers: { members: 0, amount: '0.00' } });
    expect(changes).toEqual([
      {
        memberId: people.top.id,
        name: `Member ${people.top.id}`,
        before: '30.00',
        after: '45.50',
        difference: '15.50',
      },
    ]);
  });

  test('counts whom a cap stops, by reason, and what that costs him', async () => {
    await buy('300.00', '300.00', noon(earlier, 3));
    await buy('300.00', '300.00', noon(month, 3));
    const capped = binary({ cap: { pairs: 1, per: 'month' }, on_cap: 'flush' });
    const { periods, total } = await simulated(await draft(here, capped));
    expect(periods.map((period) => period.draft.membersByReason)).toEqual([{ monthly_cap: 1 }, { monthly_cap: 1 }]);
    expect(total.draft.membersByReason).toEqual({ monthly_cap: 1 });
    expect(total.active.membersByReason).toEqual({});
    expect(total.losers).toEqual({ members: 1, amount: '40.00' });
  });

  test('counts for life what was formed before, where its cap is for life', async () => {
    await buy('200.00', '200.00', noon(earlier, 3));
    await closeMonth(here, earlier);
    await buy('200.00', '200.00', noon(month, 3));
    const forLife = binary({ cap: { pairs: 3, per: 'lifetime' } });
    const { total } = await simulated(await draft(here, forLife), 1);
    expect(total.draft.membersByReason).toEqual({ lifetime_cap: 1 });
    expect(total.losers).toEqual({ members: 1, amount: '10.00' });
  });

  test('begins with empty legs where it counts in another unit', async () => {
    await buys(here, people.left, '300.00', noon(earlier, 3));
    await closeMonth(here, earlier);
    await buys(here, people.right, '300.00', noon(month, 3));
    const people_ = { binary: { unit: 'members', pair_value: 1, amount: '5.00' } };
    const { total, paysForPeople } = await simulated(await draft(here, people_), 1);
    expect([total.active.paid, total.draft.paid, paysForPeople]).toEqual(['45.00', '15.00', true]);
  });

  test('writes no money, moves no legs, and leaves the books as they are', async () => {
    await buy('250.00', '120.00', noon(month, 3));
    await matchUntil(here, `${month}-05`, 'approve');
    const stock = () =>
      asOwner(
        `SELECT (SELECT count(*) FROM commissions) AS lines, (SELECT count(*) FROM postings) AS postings,
           (SELECT count(*) FROM run_lines) AS run_lines, (SELECT count(*) FROM commission_runs) AS runs,
           (SELECT sum(carry_left) FROM leg_balances) AS legs, (SELECT count(*) FROM periods) AS periods`,
      );
    const before = await stock();
    await simulated(await draft(here, binary({ amount: '99.00' })));
    expect(await stock()).toEqual(before);
    expect(await broken()).toEqual([]);
  });
});

describe('the time of a simulation', () => {
  test('is the last months that are over, as many as asked for', async () => {
    await buy('100.00', '100.00', noon(monthAgo(4), 3));
    const months = async (count: number) => (await simulated(await draft(here), count)).periods.map((one) => one.month);
    expect(await months(1)).toEqual([month]);
    expect(await months(3)).toEqual([monthAgo(3), earlier, month]);
    expect(await months(24)).toEqual([monthAgo(4), monthAgo(3), earlier, month]);
  });

  test('is the month under way, up to now, where none is over', async () => {
    await buy('100.00', '100.00', new Date().toISOString());
    const { periods, total } = await simulated(await draft(here));
    expect(periods).toMatchObject([{ month: monthAgo(0), isOver: false, isClosed: false, sold: '200.00' }]);
    expect(total.active.paid).toBe('20.00');
  });

  test('is none where nothing ever happened, and it says so', async () => {
    const empty = await newProgram('binary-classic');
    const { periods, note, total, changes } = await simulated(await draft(empty));
    expect([periods, changes]).toEqual([[], []]);
    expect(note).toMatch('nothing to simulate over');
    expect(total).toMatchObject({ sold: '0.00', draft: { paid: '0.00', payoutBp: null } });
  });
});

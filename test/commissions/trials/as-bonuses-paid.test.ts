import { beforeAll, describe, expect, test } from '@jest/globals';
import { formatAmount } from '../../../src/core/money.js';
import { activate, deactivate } from '../../../src/network/activation.js';
import { Member } from '../../../src/network/member.js';
import { asSystem } from '../people.js';
import { installClock, setClock } from '../runs/support-clock.js';
import { closeMonth, joined, newProgram, noon, pairsOf, trio } from '../runs/town.js';
import { paidIn, sumOf } from './as-paid.js';
import { draft, simulated } from './trials.js';

const [june, july] = ['2026-06', '2026-07'];
const on = (month: string, day: number) => setClock(new Date(noon(month, day)));
const reread = ({ id }: Member) => Member.findByPk(id, { rejectOnEmpty: true });

beforeAll(installClock);

const turnActive = (member: Member, month: string, day: number) =>
  asSystem(async (work) => activate(work, await reread(member), new Date(noon(month, day))));

describe('a simulation of the plan in force, with bonuses that count towards a limit', () => {
  test('comes to what runs paid, also where one is taken back with its member', async () => {
    await on('2026-05', 1);
    const here = await newProgram('ev-2026', {
      withholding: undefined,
      binary: { unit: 'members', pair_value: 1, amount: '2000.00', inactive_limit: { pairs: 50, net: '4500.00' } },
    });
    const { top, left, right } = await trio(here);
    const below = (parent: Member) => joined(here, { sponsorId: top.id, placement: { parentId: parent.id, slot: 0 } });
    const others = [await below(left), await below(right)];
    await on(june, 3);
    await turnActive(left, june, 3);
    await turnActive(right, june, 3);
    await on(july, 1);
    await closeMonth(here, june, 'approve');
    await on(july, 4);
    await asSystem(async (work) => deactivate(work, await reread(left)));
    await on(july, 8);
    for (const member of others) await turnActive(member, july, 8);
    await on('2026-08', 1);
    await closeMonth(here, july, 'approve');
    const paid = await paidIn(here);
    for (const count of [1, 2]) {
      const { periods } = await simulated(await draft(here), count);
      const expected = [june, july].slice(-count).map((month) => {
        const inMonth = formatAmount(sumOf(paid.filter((one) => one.month === month)));
        return [month, inMonth, inMonth];
      });
      expect(periods.map(({ month, active, draft: drafted }) => [month, active.paid, drafted.paid])).toEqual(expected);
    }
    expect((await pairsOf(top)).map(({ amount }) => amount)).toEqual([200_000n, 150_000n, -200_000n]);
  });

  test('counts the bonus for somebody who was activated again once', async () => {
    await on('2026-05', 1);
    const here = await newProgram('ev-2026', { withholding: undefined, binary: undefined });
    const { left } = await trio(here);
    await on(june, 3);
    await turnActive(left, june, 3);
    await on(july, 4);
    await asSystem(async (work) => deactivate(work, await reread(left)));
    await on(july, 20);
    await turnActive(left, july, 20);
    await on('2026-08', 1);
    const { total } = await simulated(await draft(here), 2);
    expect(formatAmount(sumOf(await paidIn(here)))).toBe('1000.00');
    expect([total.active.paid, total.draft.paid]).toEqual(['1000.00', '1000.00']);
  });
});

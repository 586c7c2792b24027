import { describe, expect, test } from '@jest/globals';
import { buys, closeMonth, matchUntil, monthAgo, newProgram, noon, trio } from '../runs/town.js';
import { draft, simulated } from './trials.js';

const month = monthAgo(1);

describe('a simulation of the plan in force', () => {
  test('pays what was really paid, and moves nobody', async () => {
    const here = await newProgram('binary-classic');
    const { left, right } = await trio(here);
    await buys(here, left, '250.00', noon(month, 3));
    await buys(here, right, '120.00', noon(month, 3));
    await matchUntil(here, `${month}-05`);
    await buys(here, right, '200.00', noon(month, 10));
    await closeMonth(here, month);
    const found = await simulated(await draft(here));
    expect(found.periods.map((period) => period.month)).toEqual([month]);
    expect(found.total.draft).toEqual({ ...found.periods[0]?.draft });
  });
});

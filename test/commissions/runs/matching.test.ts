import { describe, expect, test } from '@jest/globals';
import { asOwner } from '../../support/database.js';
import { broken, program } from '../people.js';
import { buys, matchUntil, monthAgo, noon, pairsOf, rowOf, runOf, trio } from './town.js';

const month = monthAgo(1);

const legsOf = async (memberId: number) =>
  (
    await asOwner<{ carry_left: string; carry_right: string; pairs: string }>(
      'SELECT carry_left, carry_right, pairs FROM leg_balances WHERE member_id = $1',
      [memberId],
    )
  ).map(({ carry_left: left, carry_right: right, pairs }) => [Number(left) / 100, Number(right) / 100, Number(pairs)]);

describe('a matching of volume', () => {
  test('with 250 left and 120 right forms one pair and carries 150 and 20', async () => {
    const here = await program('binary-classic');
    const { top, left, right } = await trio(here);
    await buys(here, left, '250.00', noon(month, 3));
    await buys(here, right, '120.00', noon(month, 3));
    const row = await matchUntil(here, `${month}-05`);
    expect((await runOf(row)).status).toBe('posted');
    expect(await legsOf(top.id)).toEqual([[150, 20, 1]]);
    const [line, ...more] = await pairsOf(top);
    expect(more).toEqual([]);
    expect(line).toMatchObject({ amount: 1000n, quantity: 1, base: 1000n, status: 'held', heldFor: 'holding_period' });
    expect((await rowOf(row)).totals?.pairs).toEqual({ possible: 1, formed: 1, paid: 1 });
    expect(await broken()).toEqual([]);
  });
});

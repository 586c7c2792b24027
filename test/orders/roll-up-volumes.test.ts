import { describe, expect, test } from '@jest/globals';
import { system } from '../../src/core/actor.js';
import { Position } from '../../src/network/position.js';
import { refundSale } from '../../src/orders/refund-sale.js';
import { rollUpVolumes } from '../../src/orders/roll-up-volumes.js';
import { member, program, sell } from '../commissions/people.js';

describe('the nightly rollup', () => {
  test('gives every position the lifetime volume from there down, refunds taken off', async () => {
    const here = await program();
    const { member: root } = await member(here);
    const { member: child } = await member(here, root);
    await sell(here, child, '100.00');
    const returned = await sell(here, root, '50.00');
    await refundSale(system(here.id), { saleId: returned.id, amount: '20.00', reference: 'part' });
    await rollUpVolumes.run({});
    const volumeOf = async (memberId: number) =>
      (await Position.findOne({ where: { memberId }, rejectOnEmpty: true })).subtreeVolume;
    expect(await volumeOf(child.id)).toBe(10_000n);
    expect(await volumeOf(root.id)).toBe(13_000n);
  });
});

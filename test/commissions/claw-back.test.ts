import { describe, expect, test } from '@jest/globals';
import { approveCommission } from '../../src/commissions/approve-commission.js';
import { system } from '../../src/core/actor.js';
import { recovery } from '../../src/ledger/address.js';
import { balanceOf } from '../../src/ledger/balance.js';
import { refundSale } from '../../src/orders/refund-sale.js';
import { requestPayout } from '../../src/payouts/request-payout.js';
import { broken, linesOf, member, person, program, sell, walletOf } from './people.js';

async function soldByChild(amount: string) {
  const here = await program();
  const { member: parent } = await member(here);
  const { member: seller, actor } = await member(here, parent);
  const sale = await sell(here, seller, amount);
  const approve = async () => {
    const admin = await person('admin', here);
    for (const { id } of await linesOf(sale)) await approveCommission(admin, { commissionId: id });
  };
  const refund = (part: string | undefined, reference: string) =>
    refundSale(system(here.id), { saleId: sale.id, amount: part, reference });
  return { here, parent, seller, actor, sale, approve, refund };
}

describe('a refund before approval', () => {
  test('shrinks each line, and a full one ends it', async () => {
    const { sale, refund } = await soldByChild('100.00');
    await refund('40.00', 'part');
    expect((await linesOf(sale)).map(({ due, status }) => [due, status])).toEqual([
      [600n, 'pending'],
      [300n, 'pending'],
    ]);
    await refund(undefined, 'rest');
    expect((await linesOf(sale)).map(({ due, status }) => [due, status])).toEqual([
      [0n, 'reversed'],
      [0n, 'reversed'],
    ]);
    expect(await broken()).toEqual([]);
  });

  test('in two parts takes back 0.67 and then 1.00 of 1.67', async () => {
    const { sale, refund } = await soldByChild('33.33');
    await refund('13.33', 'first');
    const [, first] = await linesOf(sale);
    expect(first?.reversedAmount).toBe(67n);
    await refund(undefined, 'second');
    const [, second] = await linesOf(sale);
    expect(second?.reversedAmount).toBe(167n);
  });
});

describe('a refund after approval', () => {
  test('takes the same share back from the wallet, and a full one leaves nothing', async () => {
    const { here, seller, parent, approve, refund } = await soldByChild('33.33');
    await approve();
    await refund('13.33', 'first');
    expect(await walletOf(parent, here)).toMatchObject({ balance: 100n });
    await refund(undefined, 'second');
    expect(await walletOf(parent, here)).toMatchObject({ balance: 0n });
    expect(await walletOf(seller, here)).toMatchObject({ balance: 0n });
    expect(await broken()).toEqual([]);
  });

  test('twenty times at once reverses once', async () => {
    const { here, seller, sale, approve, refund } = await soldByChild('100.00');
    await approve();
    await Promise.allSettled(Array.from({ length: 20 }, () => refund(undefined, 'full')));
    expect(await walletOf(seller, here)).toMatchObject({ balance: 0n });
    expect((await linesOf(sale)).filter(({ reversesId }) => reversesId !== null)).toHaveLength(2);
    expect(await broken()).toEqual([]);
  });

  test('never takes what a payout holds; the member owes it, and the next credit fills it first', async () => {
    const { here, seller, actor, approve, refund } = await soldByChild('100.00');
    await approve();
    await requestPayout(actor, { amount: '8.00' });
    await refund(undefined, 'full');
    expect(await walletOf(seller, here)).toMatchObject({ balance: 800n, held: 800n });
    expect(await balanceOf(recovery(seller.id), here.currency)).toMatchObject({ balance: -800n });

    const again = await sell(here, seller, '100.00');
    const admin = await person('admin', here);
    const [line] = await linesOf(again);
    await approveCommission(admin, { commissionId: line?.id ?? 0 });
    expect(await line?.reload()).toMatchObject({
      netCredited: 200n,
      deductions: [{ kind: 'recovery', amount: '8.00', why: 'owed from an earlier refund' }],
    });
    expect(await balanceOf(recovery(seller.id), here.currency)).toMatchObject({ balance: 0n });
    expect(await broken()).toEqual([]);
  });
});

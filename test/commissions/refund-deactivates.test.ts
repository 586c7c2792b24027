import { beforeAll, describe, expect, test } from '@jest/globals';
import { Commission } from '../../src/commissions/commission.js';
import { system } from '../../src/core/actor.js';
import { transaction } from '../../src/core/transaction.js';
import { Member } from '../../src/network/member.js';
import { Order } from '../../src/orders/order.js';
import { Payment } from '../../src/orders/payment.js';
import { recordPayment } from '../../src/orders/record-payment.js';
import { recordSale } from '../../src/orders/record-sale.js';
import { refundSale } from '../../src/orders/refund-sale.js';
import { Sale } from '../../src/orders/sale.js';
import type { Program } from '../../src/programs/program.js';
import { broken, member, program } from './people.js';

let here: Program;
beforeAll(async () => {
  here = await program('ev');
});

let payments = 0;

/** An order of a member for this much; its sale is there once it is paid. */
const order = (of: Member, total: bigint): Promise<Order> =>
  transaction((tx) =>
    Order.create(
      {
        programId: here.id,
        customerMemberId: of.id,
        customerFirstName: 'Asha',
        total,
        currency: here.currency,
      },
      { transaction: tx },
    ),
  );

async function paid(of: Member, total: bigint): Promise<Order> {
  const made = await order(of, total);
  payments += 1;
  const amount = `${String(total / 100n)}.00`;
  await recordPayment(system(here.id), { orderId: made.id, amount, reference: `bank-${String(payments)}` });
  return made;
}

async function pair() {
  const { member: sponsor } = await member(here);
  return (await member(here, sponsor)).member;
}

const refund = async ({ id: orderId }: Order, amount?: string) => {
  const { id: saleId } = await Sale.findOne({ where: { orderId }, rejectOnEmpty: true });
  const reference = `refund-${String(orderId)}-${amount ?? 'rest'}`;
  await refundSale(system(here.id), { saleId, amount, reference });
};

const isActivated = async ({ id }: Member) => (await Member.findByPk(id, { rejectOnEmpty: true })).activatedAt !== null;

const bonusesOf = async ({ id: sourceMemberId }: Member) =>
  (await Commission.findAll({ where: { sourceMemberId, kind: 'referral', reversesId: null } })).map(
    ({ status, due }) => [status, due],
  );

describe('a refund of an order that activated its customer', () => {
  test('below the activation amount ends the activation and takes the referral bonus back', async () => {
    const joined = await pair();
    const bought = await paid(joined, 600_000n);
    expect(await isActivated(joined)).toBe(true);
    await refund(bought, '1000.00');
    expect(await isActivated(joined)).toBe(true);
    await refund(bought, '0.01');
    expect(await isActivated(joined)).toBe(false);
    expect(await bonusesOf(joined)).toEqual([['reversed', 0n]]);
    expect(await broken()).toEqual([]);
  });

  test('keeps the activation while other payments reach the amount', async () => {
    const joined = await pair();
    const first = await paid(joined, 600_000n);
    await paid(joined, 500_000n);
    await refund(first);
    expect(await isActivated(joined)).toBe(true);
    expect(await bonusesOf(joined)).toEqual([[expect.not.stringMatching('reversed'), 100_000n]]);
  });

  test('takes no more off the payments than were recorded for that order', async () => {
    const joined = await pair();
    await paid(joined, 500_000n);
    const elsewhere = await order(joined, 300_000n);
    await recordSale(system(here.id), { externalOrderId: 'elsewhere', amount: '3000.00', orderId: elsewhere.id });
    await refund(elsewhere);
    expect(await isActivated(joined)).toBe(true);
    expect(await Payment.count({ where: { orderId: elsewhere.id } })).toBe(0);
  });
});

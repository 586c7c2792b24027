import { system } from '../src/core/actor.js';
import { joinNetwork } from '../src/network/join-network.js';
import type { Placement } from '../src/network/join-network.js';
import type { Member } from '../src/network/member.js';
import { Order } from '../src/orders/order.js';
import { recordPayment } from '../src/orders/record-payment.js';
import { recordSale } from '../src/orders/record-sale.js';
import { activePlan } from '../src/programs/active-plan.js';
import type { Program } from '../src/programs/program.js';
import { asSystem } from './as-system.js';
import type { Dice } from './dice.js';

const day_ms = 86_400_000;
/** How far back the networks begin. */
const days = 78;
const size = 22;

/**
 * A network that grew over two months and a half, and what it sold or booked; so each program has a past to look at. At
 * its top stands whoever is named, or somebody without an account.
 */
export async function seedNetwork(program: Program, dice: Dice, userId: number | null): Promise<void> {
  const members = await seedMembers(program, dice, userId);
  await seedWaiting(program, members);
  const plan = await activePlan(program.id, new Date());
  const isOfVehicles = plan.document.binary?.unit === 'members';
  await seedSales(program, members, { dice, price: isOfVehicles ? 100 : 1 });
  if (isOfVehicles) await seedBookings(program, members, dice);
}

const daysAgo = (count: number): Date => new Date(Date.now() - count * day_ms);

async function seedMembers(program: Program, dice: Dice, userId: number | null): Promise<Member[]> {
  const members: Member[] = [];
  for (let number = 1; number <= size; number += 1) {
    const sponsorId = members.length === 0 ? null : dice.pick(members.slice(0, 1 + number / 2)).id;
    const joinedAt = daysAgo(days - (number * (days - 14)) / size);
    members.push(await join(program, { number, sponsorId, joinedAt, userId: number === 1 ? userId : null }));
  }
  return members;
}

interface Newcomer {
  number: number;
  sponsorId: number | null;
  joinedAt: Date;
  userId?: number | null;
  placement?: Placement;
}

const join = ({ id: programId, key }: Program, { number, joinedAt: now, ...newcomer }: Newcomer): Promise<Member> =>
  asSystem(programId, (work) =>
    joinNetwork(
      { ...work, now },
      { programId, externalId: `${key}-member-${String(number).padStart(2, '0')}`, isDistributor: true, ...newcomer },
    ),
  );

/** Two who were not given a place yet. */
async function seedWaiting(program: Program, [root]: readonly Member[]): Promise<void> {
  for (const number of [size + 1, size + 2]) {
    await join(program, { number, sponsorId: root?.id ?? null, joinedAt: daysAgo(2), placement: 'manual' });
  }
}

/** Sales of about the price of what a program sells, so that its pay stands to them as in a going business, in order. */
async function seedSales(
  { id, key }: Program,
  members: readonly Member[],
  { dice, price }: { dice: Dice; price: number },
): Promise<void> {
  const sales = Array.from({ length: 30 }, () => {
    const buyer = dice.pick(members);
    const amount = `${String((50 + dice.roll(500)) * price)}.00`;
    const since = buyer.joinedAt.getTime();
    return { buyer, amount, at: since + (dice.roll(1000) / 1000) * (Date.now() - since) };
  });
  const inOrder = sales.toSorted((one, other) => one.at - other.at);
  for (const [index, { buyer, amount, at }] of inOrder.entries()) {
    await recordSale(system(id), {
      externalOrderId: `${key.toUpperCase()}-${String(index + 1)}`,
      amount,
      buyerMemberId: buyer.id,
      sellerMemberId: buyer.sponsorId ?? buyer.id,
      occurredAt: new Date(at).toISOString(),
    });
  }
}

/** Most members book the product and pay enough to be activated; some pay more than once. */
async function seedBookings({ id: programId, key, currency }: Program, members: readonly Member[], dice: Dice) {
  for (const { id: customerMemberId, joinedAt } of members) {
    if (dice.roll(5) === 0) continue;
    const total = 10_000_000n;
    const booking = { programId, customerMemberId, customerFirstName: 'Booking', total, currency, isBooking: true };
    const { id: orderId } = await asSystem(programId, ({ tx }) => Order.create(booking, { transaction: tx }));
    for (const amount of ['500.00', '4500.00']) {
      const paidAt = new Date(joinedAt.getTime() + dice.roll(12) * day_ms).toISOString();
      await recordPayment(system(programId), { orderId, amount, paidAt, reference: `${key}-${orderId}-${amount}` });
    }
  }
}

import { beforeAll, describe, expect, test } from '@jest/globals';
import { Commission } from '../../src/commissions/commission.js';
import { system } from '../../src/core/actor.js';
import { transaction } from '../../src/core/transaction.js';
import { deactivate } from '../../src/network/activation.js';
import { changeMemberStatus } from '../../src/network/change-status.js';
import { joinNetwork } from '../../src/network/join-network.js';
import { Member } from '../../src/network/member.js';
import { placeMember } from '../../src/network/place-member.js';
import { Order } from '../../src/orders/order.js';
import { recordPayment } from '../../src/orders/record-payment.js';
import type { Program } from '../../src/programs/program.js';
import { asSystem, broken, member, program } from './people.js';

let here: Program;
beforeAll(async () => {
  here = await program('ev');
});

let payments = 0;

/** A booking of a member who pays these amounts, one after the other. */
async function book(of: Member, ...amounts: string[]): Promise<void> {
  const { id: programId, currency } = here;
  const order = await transaction((tx) =>
    Order.create(
      {
        programId,
        customerMemberId: of.id,
        customerFirstName: 'Booking',
        total: 10_000_000n,
        currency,
        isBooking: true,
      },
      { transaction: tx },
    ),
  );
  for (const amount of amounts) {
    payments += 1;
    await recordPayment(system(programId), { orderId: order.id, amount, reference: `bank-${payments}` });
  }
}

const bonuses = (of: Member) =>
  Commission.findAll({ where: { sourceMemberId: of.id, kind: 'referral', reversesId: null }, order: ['id'] });

const paid = async (of: Member) => (await bonuses(of)).map(({ amount, status }) => [amount, status]);

async function pair() {
  const { member: sponsor } = await member(here);
  return { sponsor, joined: (await member(here, sponsor)).member };
}

describe('an activated member', () => {
  test('who paid 4,999 brings nothing, and with 5,000 brings the sponsor 1,000 once', async () => {
    const { sponsor, joined } = await pair();
    await book(joined, '4999.00');
    expect(await paid(joined)).toEqual([]);
    await book(joined, '1.00', '500.00', '5000.00');
    const [line, ...more] = await bonuses(joined);
    expect(more).toEqual([]);
    expect(line).toMatchObject({
      beneficiaryId: sponsor.id,
      amount: 100_000n,
      accrualKey: `member/${joined.id}/referral`,
    });
    expect(line?.explanation.path).toEqual([joined.id, sponsor.id]);
  });

  test('brings nothing while he waits for a place, and the bonus when he is placed below his sponsor', async () => {
    const { member: sponsor } = await member(here);
    const joined = await asSystem((work) =>
      joinNetwork(work, { programId: here.id, sponsorId: sponsor.id, placement: 'manual' }),
    );
    await book(joined, '5000.00');
    expect(await paid(joined)).toEqual([]);
    await placeMember(system(here.id), { memberId: joined.id, parentId: sponsor.id });
    expect(await paid(joined)).toHaveLength(1);
  });

  test('brings nothing when he stands outside his sponsor’s downline', async () => {
    const { member: sponsor } = await member(here);
    const { member: other } = await member(here);
    const joined = await asSystem((work) =>
      joinNetwork(work, { programId: here.id, sponsorId: sponsor.id, placement: 'manual' }),
    );
    await placeMember(system(here.id), { memberId: joined.id, parentId: other.id });
    await book(joined, '5000.00');
    expect(await paid(joined)).toEqual([]);
  });

  test('brings nothing to a sponsor who is no distributor, or inactive; it is held for one who is suspended', async () => {
    const plain = await pair();
    await plain.sponsor.update({ isDistributor: false });
    const inactive = await pair();
    await changeMemberStatus(system(here.id), { memberId: inactive.sponsor.id, status: 'inactive', reason: 'test' });
    const suspended = await pair();
    await changeMemberStatus(system(here.id), { memberId: suspended.sponsor.id, status: 'suspended', reason: 'test' });
    for (const { joined } of [plain, inactive, suspended]) await book(joined, '5000.00');
    expect(await paid(plain.joined)).toEqual([]);
    expect(await paid(inactive.joined)).toEqual([]);
    expect(await paid(suspended.joined)).toEqual([[100_000n, 'held']]);
  });

  test('who is activated no longer brought nothing: the bonus is taken back, and comes again with him', async () => {
    const { joined } = await pair();
    await book(joined, '5000.00');
    await asSystem(async (work) => deactivate(work, await reload(joined)));
    expect(await paid(joined)).toEqual([[100_000n, 'reversed']]);
    await book(joined, '1.00');
    expect((await bonuses(joined)).map(({ status, accrualKey }) => [status === 'reversed', accrualKey])).toEqual([
      [true, `member/${joined.id}/referral`],
      [false, `member/${joined.id}/referral/2`],
    ]);
    expect(await broken()).toEqual([]);
  });
});

const reload = ({ id }: Member) => Member.findByPk(id, { rejectOnEmpty: true });

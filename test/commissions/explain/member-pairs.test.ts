import { beforeAll, describe, expect, test } from '@jest/globals';
import { Commission } from '../../../src/commissions/commission.js';
import { requestMatching } from '../../../src/commissions/runs/request-matching.js';
import { installTaxRules } from '../../../src/compliance/install-tax-rules.js';
import { system } from '../../../src/core/actor.js';
import { transaction } from '../../../src/core/transaction.js';
import { activate } from '../../../src/network/activation.js';
import { Member } from '../../../src/network/member.js';
import { Order } from '../../../src/orders/order.js';
import type { Program } from '../../../src/programs/program.js';
import { asSystem } from '../people.js';
import { joined, matchUntil, monthAgo, newProgram, pairsOf, workAll } from '../runs/town.js';
import { lineTold, memberTold, runLineTold } from './told.js';

const month = monthAgo(1, 'Asia/Kolkata');
const day = (number: number) => `${month}-${String(number).padStart(2, '0')}`;
const noonIn = (number: number) => new Date(`${day(number)}T06:30:00Z`);

beforeAll(() => installTaxRules(system(), {}));

const active = (member: Member, at: Date) =>
  asSystem(async (work) => activate(work, await Member.findByPk(member.id, { rejectOnEmpty: true }), at));

interface Leaders {
  top: Member;
  left: Member[];
  right: Member[];
}

/** Somebody whose legs get so many activated members each on a day, one below the other. */
async function withPairs(here: Program, count: number, on: number, top?: Member): Promise<Leaders> {
  const owner = top ?? (await joined(here, { sponsorId: null }));
  const leg = async (placement: 'left_chain' | 'right_chain') => {
    const members = [];
    for (let made = 0; made < count; made += 1) {
      const member = await joined(here, { sponsorId: owner.id, placement });
      await active(member, noonIn(on));
      members.push(member);
    }
    return members;
  };
  return { top: owner, left: await leg('left_chain'), right: await leg('right_chain') };
}

const pairNames = ({ left, right }: Leaders, from = 1): string[] =>
  left.map(
    ({ id }, index) =>
      `Pair ${from + index}: Member ${id} on the left with Member ${right[index]?.id ?? 0} on the right.`,
  );

describe('a line of pairs of members under the README preset', () => {
  test('names the two members of each pair, and the share that goes to instalments', async () => {
    const here = await newProgram('ev');
    const people = await withPairs(here, 6, 3);
    await matchUntil(here, day(5), 'approve');
    const { sentences, facts } = await lineTold((await pairsOf(people.top))[0]);
    expect(sentences).toEqual([
      `Earned for 6 pairs formed on ${day(3)}.`,
      'Plan "EV distribution", version 1, rule "binary".',
      'This plan pays for people rather than for sales of goods.',
      'Leg left: 0 carried + 6 added - 0 taken back = 6.',
      'Leg right: 0 carried + 6 added - 0 taken back = 6.',
      'A pair takes 1 activated member from each leg: 6 pairs possible, 6 formed, 6 paid.',
      '6 pairs at 2000.00 INR each: 12000.00 INR.',
      'After that the legs held 0 activated members on the left and 0 activated members on the right.',
      ...pairNames(people),
      '20 % of 2000.00 INR, what pairs from number 6 on paid, goes to instalments, because the member was not an Active Buyer: 400.00 INR.',
      'Less 400.00 INR: reserve for instalments.',
      '11600.00 INR went to the wallet.',
    ]);
    expect(facts).toMatchObject({
      unit: 'members',
      active_buyer: false,
      instalment: '400.00',
      pairs: people.left.map(({ id }, index) => ({ number: index + 1, left: [id], right: [people.right[index]?.id] })),
    });
  });

  test('names ten pairs and counts the others', async () => {
    const here = await newProgram('ev', { binary: { unit: 'members', pair_value: 1, amount: '1.00' } });
    const people = await withPairs(here, 12, 3);
    await matchUntil(here, day(5));
    const { sentences } = await lineTold((await pairsOf(people.top))[0]);
    expect(sentences).toEqual(expect.arrayContaining(pairNames(people).slice(0, 10)));
    expect(sentences).not.toContain(pairNames(people)[10]);
    expect(sentences).toContain('2 pairs more were formed of the next members in the same order.');
  });

  test('goes on with the next members in the next matching, by activation', async () => {
    const here = await newProgram('ev');
    const first = await withPairs(here, 1, 3);
    await matchUntil(here, day(4));
    const next = await withPairs(here, 1, 6, first.top);
    await matchUntil(here, day(7));
    expect((await lineTold((await pairsOf(first.top))[1])).sentences).toContain(pairNames(next, 2)[0]);
  });
});

describe('a line of pairs of members under the 2026 preset', () => {
  test('says that the first pair pays nothing and what tax is reckoned in the review', async () => {
    const here = await newProgram('ev-2026');
    const { top } = await withPairs(here, 2, 3);
    const row = await requestMatching(system(here.id), { until: day(5) });
    await workAll();
    const { sentences, facts } = await runLineTold(row, 1);
    expect(sentences).toEqual(
      expect.arrayContaining([
        'A pair takes 1 activated member from each leg: 2 pairs possible, 2 formed, 1 paid.',
        'The first pair ever uses its volume and pays nothing.',
        '1 pair at 2000.00 INR each: 2000.00 INR.',
        'Tax at credit by ev-2026: 400.00 INR.',
      ]),
    );
    expect(facts).toMatchObject({ member_id: top.id, reasons: ['first_pair'], tax: '400.00', formed: 2, paid: 1 });
  });

  test('says what was due of the share for instalments, and that it is waived where nothing was', async () => {
    const here = await newProgram('ev-2026');
    const due = async (total: bigint) => {
      const { top } = await withPairs(here, 6, 3);
      await active(top, noonIn(2));
      if (total > 0n) await booking(here, top, total);
      return top;
    };
    const [much, little, nothing] = [await due(5_000_000n), await due(25_000n), await due(0n)];
    await matchUntil(here, day(5));
    const told = async (top: Member) => (await lineTold((await pairsOf(top))[0])).sentences;
    const share =
      '20 % of 2000.00 INR, what pairs from number 6 on paid, goes to instalments, because the member was an Active Buyer';
    expect(await told(much)).toContain(`${share}: 400.00 INR.`);
    expect(await told(little)).toContain(`${share}: 250.00 INR.`);
    expect(await told(little)).toContain('Only 250.00 INR was due on bookings; the rest of the 20 % is waived.');
    expect(await told(nothing)).toContain('Nothing was due on a booking, so the 20 % for instalments is waived.');
  });

  test('says how much of the last pair fits under the limit', async () => {
    const here = await newProgram('ev-2026');
    const { top } = await withPairs(here, 3, 3);
    await credited(here, top, 970_000n);
    const row = await matchUntil(here, day(5), 'approve');
    const partial =
      'The last pair pays 375.00 of 2000.00 INR, the largest gross whose net still fits under 10000.00 INR; the rest is not accrued.';
    expect((await lineTold((await pairsOf(top))[0])).sentences).toEqual(
      expect.arrayContaining([partial, 'The amount is 375.00 INR.', '300.00 INR went to the wallet.']),
    );
    const { sentences } = await memberTold(top, row);
    expect(sentences.find((sentence) => sentence.startsWith(day(3)))).toContain(partial);
    expect(sentences.find((sentence) => sentence.startsWith('Who is not an Active Buyer'))).toContain(
      '5 pairs or 10000.00 INR',
    );
  });
});

describe('a member under the 2026 preset', () => {
  test('is told how many directs are missing until pairs open', async () => {
    const here = await newProgram('ev-2026');
    const { top } = await withPairs(here, 1, 3);
    const row = await matchUntil(here, day(4));
    const { sentences, facts } = await memberTold(top, row);
    expect(sentences).toEqual(
      expect.arrayContaining([
        'Earned nothing in this run.',
        `${day(3)}: 1 pair possible, 0 formed, 0 paid. Pairs were not open yet, for fewer than 3 directs had been activated below: 1 pair not formed, the legs keep their volume.`,
        'Possible and not formed at the end: 1 pair.',
        'Pairs are not open yet: 2 of 3 activated directs stand below, 1 to go.',
      ]),
    );
    expect(facts).toMatchObject({ binary_active: false, activated_directs: 2, directs_needed: 3 });
  });

  test('is told of the cap of a day', async () => {
    const here = await newProgram('ev-2026');
    const { top } = await withPairs(here, 12, 3);
    await active(top, noonIn(2));
    const row = await matchUntil(here, day(3));
    const { sentences } = await memberTold(top, row);
    expect(sentences).toContain(
      `${day(3)}: 12 pairs possible, 10 formed, 9 paid. The first pair ever uses its volume and pays nothing. The cap of 10 pairs a day left room for 10 pairs: 2 pairs not formed, the legs keep their volume.`,
    );
  });
});

async function booking(here: Program, of: Member, total: bigint): Promise<void> {
  const { id: programId, currency } = here;
  const booked = { programId, currency, customerMemberId: of.id, customerFirstName: 'Booking', total, isBooking: true };
  await transaction((tx) => Order.create({ ...booked, status: 'active' }, { transaction: tx }));
}

/** Money that a member was credited before. */
const credited = (here: Program, to: Member, net: bigint) =>
  transaction((tx) =>
    Commission.create(
      {
        programId: here.id,
        beneficiaryId: to.id,
        kind: 'adjustment',
        amount: net,
        netCredited: net,
        currency: here.currency,
        status: 'pending',
        accrualKey: `test/explained/${to.id}`,
        explanation: { rule: 'adjustment', plan: null, path: [], base: null, rateBp: null, rounding: null, notes: [] },
        earnedAt: noonIn(1),
      },
      { transaction: tx },
    ),
  );

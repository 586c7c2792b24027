import { describe, expect, test } from '@jest/globals';
import { system } from '../../../src/core/actor.js';
import { activate } from '../../../src/network/activation.js';
import { changeMemberStatus } from '../../../src/network/change-status.js';
import { applyAsDistributor, decideDistributor } from '../../../src/network/distributors.js';
import type { Member } from '../../../src/network/member.js';
import type { Program } from '../../../src/programs/program.js';
import { asOwner } from '../../support/database.js';
import { asSystem } from '../people.js';
import { buys, closeMonth, joined, matchUntil, monthAgo, newProgram, noon, refund } from '../runs/town.js';
import { memberTold } from './told.js';

const month = monthAgo(1);
const day = (number: number) => noon(month, number).slice(0, 10);

async function became(here: Program, { id }: Member, status: 'active' | 'inactive', on: number): Promise<void> {
  await changeMemberStatus(system(here.id), { memberId: id, status, reason: 'test' });
  await asOwner('ALTER TABLE member_statuses DISABLE TRIGGER member_statuses_append_only');
  const latest = 'SELECT max(id) FROM member_statuses WHERE member_id = $1';
  await asOwner(`UPDATE member_statuses SET effective_at = $2 WHERE id = (${latest})`, [id, noon(month, on)]);
}

describe('a level that went past somebody inactive', () => {
  async function away() {
    const here = await newProgram('binary-classic');
    const top = await joined(here, { sponsorId: null });
    const buyer = await joined(here, { sponsorId: top.id });
    await became(here, top, 'inactive', 1);
    return { here, top, buyer };
  }

  test('is told at what refunds left of it, with what went back', async () => {
    const { here, top, buyer } = await away();
    const sale = await buys(here, buyer, '33.33', noon(month, 3));
    await refund(here, sale, '13.33');
    const { sentences, facts } = await memberTold(top, await closeMonth(here, month));
    expect(sentences).toEqual(
      expect.arrayContaining([
        '1 level at 1 event, 1.00 USD, went to the next above: the member was not active.',
        `Such as sale ${sale.id}: level 1, 1.00 USD, what is left of 1.67 as 13.33 of 33.33 USD is refunded.`,
      ]),
    );
    expect(facts['levels_lost']).toEqual([
      expect.objectContaining({ base: '33.33', rate_bp: 500, gross: '1.67', refunded: '13.33', amount: '1.00' }),
    ]);
  });

  test('is told as nothing lost where the sale went back whole, in both languages', async () => {
    const { here, top, buyer } = await away();
    await refund(here, await buys(here, buyer, '100.00', noon(month, 3)));
    const row = await closeMonth(here, month);
    const { sentences, facts } = await memberTold(top, row);
    expect(sentences.filter((one) => one.includes('went to the next above'))).toEqual([]);
    expect(sentences).toContain(
      '1 level at 1 event were not for the member either, but what was sold there is refunded whole, so nothing would be left.',
    );
    expect(facts['levels_lost']).toMatchObject([{ gross: '5.00', refunded: '100.00', amount: '0.00' }]);
    expect((await memberTold(top, row, 'hi')).sentences.some((one) => one.includes('पूरा रिफ़ंड'))).toBe(true);
  });

  test('is not lost at a moment at which he was active', async () => {
    const { here, top, buyer } = await away();
    await became(here, top, 'active', 5);
    const [early, late] = [
      await buys(here, buyer, '10.00', noon(month, 3)),
      await buys(here, buyer, '20.00', noon(month, 6)),
    ];
    const { facts } = await memberTold(top, await closeMonth(here, month));
    expect(facts['levels_lost']).toMatchObject([{ sale_id: early.id }]);
    expect(late.id).not.toBe(early.id);
  });
});

describe('a bonus that lapsed', () => {
  const settled = (sponsor: Member) =>
    asOwner('UPDATE positions SET placed_at = $2 WHERE member_id IN (SELECT id FROM members WHERE sponsor_id = $1)', [
      sponsor.id,
      noon(month, 1),
    ]);

  async function brings(here: Program, sponsor: Member, on: number): Promise<Member> {
    const brought = await joined(here, { sponsorId: sponsor.id });
    await settled(sponsor);
    await asSystem(async (work) => activate(work, await brought.reload(), new Date(noon(month, on))));
    return brought;
  }

  test('is judged by what the sponsor was when it was due, not by what he became', async () => {
    const here = await newProgram('ev');
    const top = await joined(here, { sponsorId: null, isDistributor: false });
    const brought = await brings(here, top, 3);
    const { id: applicationId } = await applyAsDistributor(system(here.id), { memberId: top.id });
    await decideDistributor(system(here.id), { applicationId, approved: true });
    const row = await matchUntil(here, `${monthAgo(1, 'Asia/Kolkata')}-05`);
    const { sentences, facts } = await memberTold(top, row);
    expect(facts).toMatchObject({
      bonuses_lost: [{ member_id: brought.id, amount: '1000.00', why: 'no_distributor' }],
      is_distributor: false,
    });
    expect(sentences).toContain(
      `The bonus of 1000.00 INR for Member ${brought.id} lapsed: only distributors earn it, and the member was none when Member ${brought.id} was activated.`,
    );
    expect(sentences.some((one) => one.includes('after this run'))).toBe(true);
  });

  test('is told to whoever was inactive then, though he is active since', async () => {
    const here = await newProgram('ev');
    const top = await joined(here, { sponsorId: null });
    await became(here, top, 'inactive', 1);
    const brought = await brings(here, top, 3);
    await became(here, top, 'active', 4);
    const { facts } = await memberTold(top, await matchUntil(here, day(5)));
    expect(facts['bonuses_lost']).toMatchObject([{ member_id: brought.id, why: 'inactive' }]);
  });
});

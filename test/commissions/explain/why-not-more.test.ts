import { describe, expect, test } from '@jest/globals';
import { explainMember } from '../../../src/commissions/explain/explain-member.js';
import { tell } from '../../../src/commissions/explain/tell.js';
import { system } from '../../../src/core/actor.js';
import { activate } from '../../../src/network/activation.js';
import { changeMemberStatus } from '../../../src/network/change-status.js';
import type { Member } from '../../../src/network/member.js';
import type { Program } from '../../../src/programs/program.js';
import { asOwner } from '../../support/database.js';
import { asSystem } from '../people.js';
import { buys, closeMonth, joined, matchUntil, monthAgo, newProgram, noon, trio } from '../runs/town.js';
import { memberTold } from './told.js';

const month = monthAgo(1);
const day = (number: number) => noon(month, number).slice(0, 10);
const at = (number: number) => new Date(noon(month, number));

/** Lets a member have been of a status since a day. */
async function since(here: Program, member: Member, status: 'inactive' | 'suspended', on: number): Promise<void> {
  await changeMemberStatus(system(here.id), { memberId: member.id, status, reason: 'test' });
  await asOwner('ALTER TABLE member_statuses DISABLE TRIGGER member_statuses_append_only');
  await asOwner('UPDATE member_statuses SET effective_at = $2 WHERE member_id = $1', [member.id, noon(month, on)]);
}

describe('a member with legs of volume', () => {
  test('200 left and nothing right is told: nothing on the right', async () => {
    const here = await newProgram('binary-classic');
    const { top, left } = await trio(here);
    await buys(here, left, '200.00', noon(month, 3));
    const row = await matchUntil(here, day(5));
    const { sentences, facts } = await memberTold(top, row);
    expect(sentences).toEqual([
      `Run ${row.runId} counts from ${day(1)} until ${day(5)}.`,
      'Levels: 1 line, 10.00 USD.',
      'The legs hold 200.00 on the left and 0.00 on the right.',
      'No next pair yet: nothing on the right; it takes 100.00 from each leg.',
      '1 line, 10.00 USD, held until the holding period is over.',
    ]);
    expect(facts).toMatchObject({
      legs: { left: '200.00', right: '0.00', pairs_formed: 0 },
      next_pair: { missing_left: '0.00', missing_right: '100.00' },
    });
    expect((await memberTold(top, row, 'hi')).sentences).toContain(
      'अगली जोड़ी अभी नहीं: दाएँ कुछ नहीं है; जोड़ी हर लेग से 100.00 लेती है।',
    );
  });

  test('60 right is told how much more it takes, and the same of the run before a later one changed it', async () => {
    const here = await newProgram('binary-classic');
    const { top, left, right } = await trio(here);
    await buys(here, left, '200.00', noon(month, 2));
    await buys(here, right, '60.00', noon(month, 2));
    const first = await matchUntil(here, day(3));
    const second = await matchUntil(here, day(4));
    await buys(here, right, '60.00', noon(month, 5));
    await matchUntil(here, day(6));
    const missing = 'For the next pair 40.00 more on the right.';
    expect((await memberTold(top, first)).sentences).toContain(missing);
    expect((await memberTold(top, second)).sentences).toContain(missing);
  });

  test('who was inactive is told since when, what waits, and the levels that went past him', async () => {
    const here = await newProgram('binary-classic');
    const { top, left, right } = await trio(here);
    const low = await joined(here, { sponsorId: left.id });
    await since(here, top, 'inactive', 1);
    await since(here, left, 'inactive', 1);
    const sale = await buys(here, low, '100.00', noon(month, 3));
    await buys(here, right, '100.00', noon(month, 3));
    const row = await closeMonth(here, month);
    const { sentences } = await memberTold(top, row);
    expect(sentences).toEqual(
      expect.arrayContaining([
        `Inactive from ${day(1)} until the end of this run: no pairs, no levels, no referral bonuses.`,
        `${day(3)}: 1 pair possible, 0 formed, 0 paid. The member was not active: 1 pair not formed, the legs keep their volume.`,
        'Possible and not formed at the end: 1 pair.',
        '2 levels at 2 events, 10.00 USD, went to the next above: the member was not active.',
      ]),
    );
    const { sentences: below, facts } = await memberTold(left, row);
    expect(below).toContain('1 level at 1 event, 5.00 USD, went to the next above: the member was not active.');
    expect(below).toContain(`Such as sale ${sale.id}: level 1, 5.00 USD.`);
    expect(facts).toMatchObject({
      levels_lost: [{ sale_id: sale.id, level: 1, amount: '5.00', why: 'inactive', fate: 'passes' }],
    });
  });

  test('who is no distributor is told that only distributors earn pairs', async () => {
    const here = await newProgram('binary-classic');
    const { top, left, right } = await trio(here);
    await asOwner('UPDATE members SET is_distributor = false WHERE id = $1', [top.id]);
    await buys(here, left, '100.00', noon(month, 3));
    await buys(here, right, '100.00', noon(month, 3));
    const { sentences } = await memberTold(top, await matchUntil(here, day(5)));
    expect(sentences).toContain('Only distributors earn pairs and referral bonuses, and the member is none.');
    expect(sentences).toContain(
      `${day(3)}: 1 pair possible, 0 formed, 0 paid. Only distributors earn pairs: 1 pair not formed, the legs keep their volume.`,
    );
  });

  test('who stands nowhere, joined later, or has no run at all is told so', async () => {
    const here = await newProgram('binary-classic');
    const { top, left } = await trio(here);
    await buys(here, left, '100.00', noon(month, 3));
    const row = await matchUntil(here, day(5));
    const waiting = await joined(here, { sponsorId: top.id, placement: 'manual' });
    expect((await memberTold(waiting, row)).sentences).toContain(
      'The member stands nowhere in the placement tree yet, so there are no legs.',
    );
    const late = await joined(here, { sponsorId: top.id, joinedAt: at(20) });
    expect((await memberTold(late, row)).sentences).toContain('The member joined after this run.');
    const { sentences } = await tell(await explainMember(top, null), 'en');
    expect(sentences[0]).toBe('No run has been computed for this member yet.');
  });
});

describe('a member under levels that ask for ranks', () => {
  const levels = {
    kind: 'level',
    tree: 'placement',
    on: ['purchase'],
    rates_bp: [500, 300],
    min_rank: ['Silver', null],
  };
  const ranks = { tree: 'placement', paid_as_by: [{ name: 'Silver', downline: 2, group_volume: '500.00' }] };

  test('is told which rank the lost level asks for, and what is missing to it', async () => {
    const here = await newProgram('binary-classic', { levels, ranks });
    const { top, left } = await trio(here);
    await buys(here, left, '100.00', noon(month, 3));
    const { sentences, facts } = await memberTold(top, await closeMonth(here, month));
    expect(sentences).toEqual(
      expect.arrayContaining([
        '1 level at 1 event, 5.00 USD, lost to nobody: the level asks for the rank Silver.',
        'No rank yet.',
        'To Silver: 400.00 more group volume (100.00 of 500.00).',
      ]),
    );
    expect(facts).toMatchObject({ rank: null, next_rank: { name: 'Silver', missing: ['group_volume'] } });
  });

  test('is told that the highest rank is reached', async () => {
    const here = await newProgram('binary-classic', { levels, ranks });
    const { top, left } = await trio(here);
    await buys(here, left, '500.00', noon(month, 3));
    const { sentences } = await memberTold(top, await closeMonth(here, month));
    expect(sentences).toEqual(expect.arrayContaining(['Paid as Silver.', 'The highest rank of the plan is reached.']));
  });
});

describe('a member of the matrix', () => {
  test('is told how many are missing to the first rank, and that nothing was earned', async () => {
    const here = await newProgram('mlm-service');
    const top = await joined(here, { sponsorId: null, joinedAt: at(1) });
    const below = await joined(here, { sponsorId: top.id, joinedAt: at(2) });
    const row = await closeMonth(here, month);
    expect((await memberTold(top, row)).sentences).toContain('To Bronze: 2 more in the downline (1 of 3).');
    expect((await memberTold(below, row)).sentences).toEqual(
      expect.arrayContaining([
        'Earned nothing in this run.',
        'The plan pays no pairs.',
        'To Bronze: 3 more in the downline (0 of 3).',
        'Nothing else happened to this member in this run.',
      ]),
    );
  });
});

describe('a sponsor whose bonus lapsed', () => {
  test('is told why: not active, no distributor, or the new member stands elsewhere', async () => {
    const here = await newProgram('ev');
    const [away, plain, other] = [
      await joined(here, { sponsorId: null }),
      await joined(here, { sponsorId: null, isDistributor: false }),
      await joined(here, { sponsorId: null }),
    ];
    await since(here, away, 'inactive', 1);
    const brought = async (sponsor: Member, parent = sponsor) => {
      const member = await joined(here, { sponsorId: sponsor.id, placement: { parentId: parent.id, slot: 0 } });
      await asOwner('UPDATE positions SET placed_at = $2 WHERE member_id = $1', [member.id, at(2)]);
      await asSystem(async (work) => activate(work, await member.reload(), at(3)));
      return member;
    };
    const [first, second] = [await brought(away), await brought(plain)];
    const third = await brought(other);
    await asOwner('UPDATE positions SET parent_id = $2, slot = 1 WHERE member_id = $1', [third.id, plain.id]);
    await asOwner(`DELETE FROM commissions WHERE source_member_id = $1`, [third.id]);
    const row = await matchUntil(here, monthAgo(1, 'Asia/Kolkata') + '-05');
    const lapsed = async (member: Member) =>
      (await memberTold(member, row)).sentences.find((sentence) => sentence.includes('lapsed'));
    expect(await lapsed(away)).toContain(`Member ${first.id} lapsed: the member was not active`);
    expect(await lapsed(plain)).toContain(`Member ${second.id} lapsed: only distributors earn it`);
    expect(await lapsed(other)).toContain(`Member ${third.id} does not stand below`);
  });
});

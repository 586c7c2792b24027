import { describe, expect, test } from '@jest/globals';
import { approveCommission } from '../../../src/commissions/approve-commission.js';
import { Commission } from '../../../src/commissions/commission.js';
import { rejectCommission } from '../../../src/commissions/reject-commission.js';
import { system } from '../../../src/core/actor.js';
import { activate, deactivate } from '../../../src/network/activation.js';
import { changeMemberStatus } from '../../../src/network/change-status.js';
import type { Member } from '../../../src/network/member.js';
import type { Program } from '../../../src/programs/program.js';
import { asSystem, linesOf, sell } from '../people.js';
import { requestPeriodRun } from '../../../src/commissions/runs/request-period.js';
import { closeMonth, joined, workAll, monthAgo, newProgram, noon, refund, buys, trio } from '../runs/town.js';
import { asOwner } from '../../support/database.js';
import { lineTold, runLineTold } from './told.js';

const month = monthAgo(1);
const held = /^Held until the holding period is over \(\d{4}-\d\d-\d\d\)\.$/;

const line = (where: Record<string, unknown>): Promise<Commission> =>
  Commission.findOne({ where, order: [['id', 'DESC']], rejectOnEmpty: true });

/** Levels pay under a member who is inactive, whom the plan passes over. */
async function compressed(): Promise<{ here: Program; people: Awaited<ReturnType<typeof trio>>; low: Member }> {
  const here = await newProgram('binary-classic');
  const people = await trio(here);
  const low = await joined(here, { sponsorId: people.left.id });
  await changeMemberStatus(system(here.id), { memberId: people.left.id, status: 'inactive', reason: 'test' });
  await asOwner('ALTER TABLE member_statuses DISABLE TRIGGER member_statuses_append_only');
  await asOwner('UPDATE member_statuses SET effective_at = $2 WHERE member_id = $1', [people.left.id, noon(month, 1)]);
  return { here, people, low };
}

describe('the line of a seller', () => {
  test('says the rate, and after approval what reached the wallet', async () => {
    const here = await newProgram('telemarketing');
    const seller = await joined(here, { sponsorId: null });
    const sale = await sell(here, seller, '59.00');
    const [own] = await linesOf(sale);
    const story = [`Earned for selling sale ${sale.id}.`, 'Plan "Telemarketing", version 1, rule "seller".'];
    const rate = '10 % of 59.00 BDT is 5.90 BDT.';
    expect((await lineTold(own)).sentences).toEqual([...story, rate, 'It waits for approval.']);
    await approveCommission(system(here.id), { commissionId: own?.id ?? 0 });
    expect((await lineTold(own)).sentences).toEqual([...story, rate, '5.90 BDT went to the wallet.']);
  });

  test('says why it was rejected', async () => {
    const here = await newProgram('telemarketing');
    const [own] = await linesOf(await sell(here, await joined(here, { sponsorId: null }), '59.00'));
    await rejectCommission(system(here.id), { commissionId: own?.id ?? 0, reason: 'sold twice' });
    expect((await lineTold(own)).sentences.at(-1)).toBe('It was rejected: sold twice.');
  });
});

describe('the line of a level', () => {
  test('says the way, who was passed over, the rounding and what a refund took before approval', async () => {
    const { here, people, low } = await compressed();
    const sale = await buys(here, low, '33.33', noon(month, 3));
    await refund(here, sale, '10.00');
    const { sentences, facts } = await lineTold((await linesOf(sale))[0]);
    expect(sentences).toEqual([
      `Earned as an upline member of sale ${sale.id}, level 1.`,
      'Plan "Binary classic", version 1, rule "levels".',
      `The way there: Member ${low.id} → Member ${people.left.id} → Member ${people.top.id}.`,
      'Passed over on the way, unable to earn a level: 1 member.',
      '5 % of 33.33 USD is 1.6665, rounded once, half away from zero: 1.67 USD.',
      '0.50 USD was taken back by a refund before approval.',
      expect.stringMatching(held),
    ]);
    expect(facts).toMatchObject({
      path: [low.id, people.left.id, people.top.id],
      level: 1,
      base: '33.33',
      rate_bp: 500,
      exact: '1.6665',
      amount: '1.67',
    });
  });

  test('in a run says that it was accrued already', async () => {
    const { here, people, low } = await compressed();
    const sale = await buys(here, low, '100.00', noon(month, 3));
    const row = await closeMonth(here, month);
    const { sentences } = await runLineTold(row, 1);
    expect(sentences).toEqual([
      `Earned as an upline member of sale ${sale.id}, level 1.`,
      'Plan "Binary classic", version 1, rule "levels".',
      `The way there: Member ${low.id} → Member ${people.left.id} → Member ${people.top.id}.`,
      'Passed over on the way, unable to earn a level: 1 member.',
      '5 % of 100.00 USD is 5.00 USD.',
      `The same amount was accrued with the event already; run ${row.runId} does not post it again.`,
    ]);
  });

  test('that stands otherwise than the run computes it says what stands, and that it blocks', async () => {
    const here = await newProgram('binary-classic');
    const { left } = await trio(here);
    const low = await joined(here, { sponsorId: left.id });
    const sale = await buys(here, low, '100.00', noon(month, 3));
    const [stands] = await linesOf(sale);
    await changeMemberStatus(system(here.id), { memberId: left.id, status: 'inactive', reason: 'test' });
    await asOwner('ALTER TABLE member_statuses DISABLE TRIGGER member_statuses_append_only');
    await asOwner('UPDATE member_statuses SET effective_at = $2 WHERE member_id = $1', [left.id, noon(month, 1)]);
    const row = await requestPeriodRun(system(here.id), { month });
    await workAll();
    const { sentences, facts } = await runLineTold(row, 1);
    expect(sentences).toContain('5 % of 100.00 USD is 5.00 USD.');
    expect(sentences.at(-1)).toBe(
      `Commission ${stands?.id ?? 0} gives Member ${left.id} 5.00 USD instead; that blocks the posting of run ${row.runId}.`,
    );
    expect(facts).toMatchObject({ state: 'differs', commission_id: stands?.id });
  });

  test('paid for a join names who joined, and the plan names the amount', async () => {
    const here = await newProgram('mlm-service');
    const top = await joined(here, { sponsorId: null });
    const below = await joined(here, { sponsorId: top.id });
    expect((await lineTold(await line({ beneficiaryId: top.id }))).sentences).toEqual([
      `Earned because Member ${below.id} joined, level 1.`,
      'Plan "MLM service", version 1, rule "levels".',
      'This plan pays for people rather than for sales of goods.',
      `The way there: Member ${below.id} → Member ${top.id}.`,
      'The plan names the amount: 10.00 USD.',
      'It waits for approval.',
    ]);
  });
});

describe('a referral bonus', () => {
  test('says whom it is for, and goes back whole when he is no longer activated', async () => {
    const here = await newProgram('ev');
    const top = await joined(here, { sponsorId: null });
    const brought = await joined(here, { sponsorId: top.id });
    await asSystem(async (work) => activate(work, await brought.reload(), new Date()));
    const bonus = await line({ beneficiaryId: top.id });
    expect((await lineTold(bonus)).sentences).toEqual([
      `Earned for bringing Member ${brought.id}, who was activated.`,
      'Plan "EV distribution", version 1, rule "referral".',
      'This plan pays for people rather than for sales of goods.',
      `The way there: Member ${brought.id} → Member ${top.id}.`,
      'The plan names the amount: 1000.00 INR.',
      expect.stringMatching(held),
    ]);
    await Commission.update({ status: 'pending', heldFor: null, holdUntil: null }, { where: { id: bonus.id } });
    await approveCommission(system(here.id), { commissionId: bonus.id });
    await asSystem(async (work) => deactivate(work, await brought.reload()));
    const back = await line({ reversesId: bonus.id });
    expect((await lineTold(back)).sentences).toEqual([
      'Plan "EV distribution", version 1, rule "refund".',
      'This plan pays for people rather than for sales of goods.',
      `The way there: Member ${brought.id} → Member ${top.id}.`,
      `It takes back from commission ${bonus.id}, which was 1000.00 INR.`,
      `Member ${brought.id} is no longer activated, so the bonus goes back whole.`,
      '0.00 INR was taken back before, so this line takes back 1000.00 INR.',
      '1000.00 INR was taken from the wallet, or is owed.',
    ]);
  });
});

describe('a refund of a credited line', () => {
  test('says its share, cumulative, and what went back before', async () => {
    const here = await newProgram('telemarketing');
    const parent = await joined(here, { sponsorId: null });
    const sale = await sell(here, await joined(here, { sponsorId: parent.id }), '33.33');
    const own = await line({ saleId: sale.id, beneficiaryId: parent.id });
    await approveCommission(system(here.id), { commissionId: own.id });
    await refund(here, sale, '13.33');
    await refund(here, sale, '20.00');
    const [first, second] = await Commission.findAll({ where: { reversesId: own.id }, order: ['id'] });
    expect((await lineTold(first)).sentences).toContain(
      `13.33 of 33.33 BDT of sale ${sale.id} is refunded, so 0.67 of 1.67 BDT goes back in all.`,
    );
    const { sentences, facts } = await lineTold(second);
    expect(sentences).toEqual(
      expect.arrayContaining([
        `It takes back from commission ${own.id}, which was 1.67 BDT.`,
        `33.33 of 33.33 BDT of sale ${sale.id} is refunded, so 1.67 of 1.67 BDT goes back in all.`,
        '0.67 BDT was taken back before, so this line takes back 1.00 BDT.',
      ]),
    );
    expect(facts).toMatchObject({ cause: 'refund', reverses_id: own.id, taken_before: '0.67', amount: '-1.00' });
  });
});

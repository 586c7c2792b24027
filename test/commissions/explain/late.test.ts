import { beforeEach, describe, expect, test } from '@jest/globals';
import { requestMember } from '../../../src/commissions/runs/request-member.js';
import type { CommissionRun } from '../../../src/commissions/runs/commission-run.js';
import { system } from '../../../src/core/actor.js';
import { changeMemberStatus } from '../../../src/network/change-status.js';
import { businessDay } from '../../../src/core/period.js';
import type { Sale } from '../../../src/orders/sale.js';
import type { Program } from '../../../src/programs/program.js';
import { asOwner } from '../../support/database.js';
import { linesOf } from '../people.js';
import {
  buys,
  closeMonth,
  finish,
  joined,
  matchUntil,
  monthAgo,
  newProgram,
  noon,
  pairsOf,
  rowOf,
  trio,
} from '../runs/town.js';
import type { Trio } from '../runs/town.js';
import { lineTold, memberTold } from './told.js';

const [month, now] = [monthAgo(1), monthAgo(0)];
let here: Program;
let people: Trio;
let closed: CommissionRun;
let late: Sale;
let story: string;

beforeEach(async () => {
  here = await newProgram('binary-classic');
  people = await trio(here);
  await buys(here, people.left, '250.00', noon(month, 3));
  closed = await closeMonth(here, month);
  late = await buys(here, people.right, '120.00', noon(month, 4));
  const [line] = await linesOf(late);
  const counted = businessDay(line?.earnedAt ?? new Date(0), 'UTC');
  story =
    `Sale ${late.id} is dated ${month}-04, but came when ${month} was closed already; ` +
    `a closed month never changes, so it counts in ${now}, from ${counted} on.`;
});

const dated = { dated: `${monthAgo(1)}-04T12:00:00.000Z`, belonged_to: month, was_closed: true, counts_in: now };

/** The matching of one member as things stand now, with the days before it. */
async function matched(): Promise<CommissionRun> {
  const today = businessDay(new Date(), 'UTC');
  if (!today.endsWith('-01')) await matchUntil(here, businessDay(new Date(Date.parse(today) - 1), 'UTC'));
  const { id: runId } = await requestMember(system(here.id), { memberId: people.top.id });
  return finish(await rowOf({ runId }));
}

describe('a sale of a closed month', () => {
  test('says on its line in which month it counts, and why, in both languages', async () => {
    const [line] = await linesOf(late);
    const { sentences, facts } = await lineTold(line);
    expect(sentences).toContain(story);
    expect(facts).toMatchObject({ late: { ...dated, counts_from: line?.earnedAt.toISOString() } });
    const hindi = (await lineTold(line, 'hi')).sentences.find((one) => one.includes(`${month}-04`));
    expect(hindi).toMatch(new RegExp(`बिक्री ${late.id}.*${month} बंद.*${now}`));
  });

  test('says so to who earned it, in the month that is closed and in the one it counts in', async () => {
    const before = await memberTold(people.top, closed);
    expect(before.sentences).toEqual(
      expect.arrayContaining(['Of 1 sale dated here that came later: 6.00 USD counts in a later month or day.', story]),
    );
    expect(before.facts).toMatchObject({ late: [], counted_later: [{ sale_id: late.id, amount: '6.00', ...dated }] });
    const after = await memberTold(people.top, await matched());
    expect(after.sentences).toEqual(
      expect.arrayContaining([
        'Of 1 sale that came late: 6.00 USD counts here.',
        story,
        'In the legs 0.00 on the left and 120.00 on the right are of sales that came late and count here.',
      ]),
    );
    expect(after.facts).toMatchObject({ late: [{ sale_id: late.id, ...dated }], counted_later: [] });
  });

  test('is told of with the pair that its volume made', async () => {
    await matched();
    const { sentences, facts } = await lineTold((await pairsOf(people.top))[0]);
    expect(sentences).toContain(
      'Of what was added, 0.00 on the left and 120.00 on the right came late, from sales of days counted before.',
    );
    expect(facts).toMatchObject({ late_volume: { left: '0.00', right: '120.00' }, right: { added: '120.00' } });
  });
});

describe('a level that a late sale would have paid', () => {
  test('is lost in the month the sale counts in, not in the one that is closed', async () => {
    const { left } = people;
    const low = await joined(here, { sponsorId: left.id });
    await changeMemberStatus(system(here.id), { memberId: left.id, status: 'inactive', reason: 'test' });
    await asOwner('ALTER TABLE member_statuses DISABLE TRIGGER member_statuses_append_only');
    await asOwner('UPDATE member_statuses SET effective_at = $2 WHERE member_id = $1', [left.id, noon(month, 1)]);
    const sale = await buys(here, low, '100.00', noon(month, 5));
    expect((await memberTold(left, closed)).facts['levels_lost']).toEqual([]);
    const { facts } = await memberTold(left, await matched());
    expect(facts['levels_lost']).toMatchObject([{ sale_id: sale.id, level: 1, amount: '5.00', why: 'inactive' }]);
  });
});

describe('a sale that came in time', () => {
  test('is not called late, on its line or to anybody', async () => {
    const sale = await buys(here, people.left, '10.00', new Date().toISOString());
    const { sentences, facts } = await lineTold((await linesOf(sale))[0]);
    expect([facts['late'], sentences.filter((one) => one.includes('dated'))]).toEqual([null, []]);
  });
});

describe('a sale of a day that was matched, in a month that is open', () => {
  test('counts from the first day that is not', async () => {
    const other = await newProgram('binary-classic');
    const { left } = await trio(other);
    await buys(other, left, '100.00', noon(month, 2));
    await matchUntil(other, `${month}-05`);
    const sale = await buys(other, left, '50.00', noon(month, 3));
    const [line] = await linesOf(sale);
    const counted = businessDay(line?.earnedAt ?? new Date(0), 'UTC');
    expect((await lineTold(line)).sentences).toContain(
      `Sale ${sale.id} is dated ${month}-03, which was counted already when it came, so it counts from ${counted} on.`,
    );
  });
});

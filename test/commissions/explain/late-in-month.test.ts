import { beforeEach, describe, expect, test } from '@jest/globals';
import { system } from '../../../src/core/actor.js';
import { changeMemberStatus } from '../../../src/network/change-status.js';
import type { Sale } from '../../../src/orders/sale.js';
import type { Program } from '../../../src/programs/program.js';
import { asOwner } from '../../support/database.js';
import { linesOf } from '../people.js';
import {
  buys,
  closeMonth,
  joined,
  matchUntil,
  monthAgo,
  newProgram,
  noon,
  pairsOf,
  refund,
  trio,
} from '../runs/town.js';
import type { Trio } from '../runs/town.js';
import { lineTold, memberTold } from './told.js';

const month = monthAgo(1);
const day = (number: number) => noon(month, number).slice(0, 10);
let here: Program;
let people: Trio;

beforeEach(async () => {
  here = await newProgram('binary-classic');
  people = await trio(here);
  await buys(here, people.right, '100.00', noon(month, 2));
  await matchUntil(here, day(5));
});

/** A sale of a day that was matched, which came on a later day of the same month. */
async function cameLate(dated: number, came: number): Promise<Sale> {
  const sale = await buys(here, people.left, '120.00', noon(month, dated));
  await asOwner(`UPDATE late_facts SET counted_at = $2 WHERE fact = 'sale' AND fact_id = $1`, [
    sale.id,
    noon(month, came),
  ]);
  await asOwner(`UPDATE commissions SET earned_at = $2, created_at = $2 WHERE sale_id = $1`, [
    sale.id,
    noon(month, came),
  ]);
  return sale;
}

const story = ({ id }: Sale, dated: number, came: number) =>
  `Sale ${id} is dated ${day(dated)}, which was counted already when it came, so it counts from ${day(came)} on.`;

describe('a sale that came after its day was matched, in the same month', () => {
  test('is earned, where the close posts its line, at the moment it counts', async () => {
    const sale = await cameLate(3, 8);
    await asOwner('DELETE FROM commissions WHERE sale_id = $1', [sale.id]);
    await closeMonth(here, month);
    const [line] = await linesOf(sale);
    expect(line?.earnedAt).toEqual(new Date(noon(month, 8)));
    const { sentences, facts } = await lineTold(line);
    expect(sentences).toContain(story(sale, 3, 8));
    expect(facts).toMatchObject({ late: { dated: new Date(noon(month, 3)).toISOString(), was_closed: false } });
  });

  test('is told of by the close of the month, though its pairs were matched before', async () => {
    const sale = await cameLate(3, 8);
    await matchUntil(here, day(10));
    const { sentences, facts } = await memberTold(people.top, await closeMonth(here, month));
    expect(sentences[0]).toMatch(
      new RegExp(`^Run \\d+ closes a month: sales and joins count from ${day(1)} until .*, pairs from ${day(11)} on`),
    );
    expect(sentences).toContain('Of 1 sale that came late: 6.00 USD counts here.');
    expect(sentences).toContain(story(sale, 3, 8));
    expect(facts).toMatchObject({ events_from: `${day(1)}T00:00:00.000Z`, late: [{ sale_id: sale.id }] });
  });

  test('was not taken back from a leg before it counted there', async () => {
    const sale = await cameLate(3, 8);
    await refund(here, sale, '20.00');
    await asOwner('UPDATE refunds SET refunded_at = $2 WHERE sale_id = $1', [sale.id, noon(month, 4)]);
    await asOwner(`DELETE FROM late_facts WHERE fact = 'refund' AND program_id = $1`, [here.id]);
    const row = await matchUntil(here, day(10));
    const { facts } = await lineTold((await pairsOf(people.top)).find(({ runId }) => runId === row.runId));
    expect(facts).toMatchObject({ left: { carried: '0.00', added: '120.00', reversed: '20.00', available: '100.00' } });
  });
});

describe('a level of a late sale', () => {
  test('was lost by whoever was away at its own moment, and is back since', async () => {
    const low = await joined(here, { sponsorId: people.left.id });
    for (const status of ['inactive', 'active'] as const)
      await changeMemberStatus(system(here.id), { memberId: people.left.id, status, reason: 'test' });
    await asOwner('ALTER TABLE member_statuses DISABLE TRIGGER member_statuses_append_only');
    const since = 'UPDATE member_statuses SET effective_at = $3 WHERE member_id = $1 AND status = $2';
    await asOwner(since, [people.left.id, 'inactive', noon(month, 1)]);
    await asOwner(since, [people.left.id, 'active', noon(month, 4)]);
    const sale = await buys(here, low, '100.00', noon(month, 3));
    await asOwner(`UPDATE late_facts SET counted_at = $2 WHERE fact_id = $1`, [sale.id, noon(month, 8)]);
    const { facts } = await memberTold(people.left, await matchUntil(here, day(10)));
    expect(facts['levels_lost']).toMatchObject([{ sale_id: sale.id, level: 1, amount: '5.00', why: 'inactive' }]);
  });
});

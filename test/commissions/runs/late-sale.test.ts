import { beforeEach, describe, expect, test } from '@jest/globals';
import type { CommissionRun } from '../../../src/commissions/runs/commission-run.js';
import { requestMember } from '../../../src/commissions/runs/request-member.js';
import { system } from '../../../src/core/actor.js';
import { businessDay } from '../../../src/core/period.js';
import type { Sale } from '../../../src/orders/sale.js';
import type { Program } from '../../../src/programs/program.js';
import { asOwner } from '../../support/database.js';
import { broken, linesOf } from '../people.js';
import {
  buys,
  closeMonth,
  finish,
  legsOf,
  matchUntil,
  monthAgo,
  newProgram,
  noon,
  pairsOf,
  rowOf,
  trio,
  verified,
} from './town.js';
import type { Trio } from './town.js';

const month = monthAgo(1);
let here: Program;
let people: Trio;
let closed: CommissionRun;

beforeEach(async () => {
  here = await newProgram('binary-classic');
  people = await trio(here);
  await buys(here, people.left, '250.00', noon(month, 3));
  closed = await closeMonth(here, month);
});

/** The days of this month that are over; on its first day there are none. */
async function matchDaysOver(): Promise<void> {
  const today = businessDay(new Date(), 'UTC');
  const yesterday = new Date(Date.parse(today) - 86_400_000).toISOString().slice(0, 10);
  if (!today.endsWith('-01')) await matchUntil(here, yesterday);
}

const belongings = ({ id }: Sale) =>
  asOwner<{ month: string; status: string; counts_later: boolean }>(
    `SELECT month, status, counted_at > ends_at AS counts_later FROM late_facts JOIN periods ON periods.id = period_id
     WHERE fact = 'sale' AND fact_id = $1`,
    [id],
  );

describe('a sale dated in a closed month', () => {
  test('counts in the open one, and says where it belonged', async () => {
    const before = closed.totals;
    const late = await buys(here, people.right, '120.00', noon(month, 4));
    expect(late.occurredAt).toEqual(new Date(noon(month, 4)));
    expect(await belongings(late)).toEqual([{ month, status: 'closed', counts_later: true }]);
    const [line] = await linesOf(late);
    expect(line).toMatchObject({ kind: 'level', amount: 600n });
    expect(line?.earnedAt.getTime()).toBeGreaterThanOrEqual(closed.endsAt.getTime());

    expect((await rowOf(closed)).totals).toEqual(before);
    expect(await verified(closed)).toMatchObject({ isIdentical: true, differences: [] });
  });

  test('is matched by the next run, once', async () => {
    await matchDaysOver();
    await buys(here, people.right, '120.00', noon(month, 4));
    expect(await legsOf(people.top)).toEqual([250, 0, 0]);
    const { id: runId } = await requestMember(system(here.id), { memberId: people.top.id });
    const next = await finish(await rowOf({ runId }));
    expect(await legsOf(people.top)).toEqual([150, 20, 1]);
    expect((await pairsOf(people.top)).map(({ runId: of, quantity }) => [of, quantity])).toEqual([[next.runId, 1]]);
    for (const row of [closed, next]) expect(await verified(row)).toMatchObject({ isIdentical: true });
    expect(await broken()).toEqual([]);
  });
});

import { beforeAll, describe, expect, test } from '@jest/globals';
import { Commission } from '../../../src/commissions/commission.js';
import { installTaxRules } from '../../../src/compliance/install-tax-rules.js';
import { system } from '../../../src/core/actor.js';
import { activate } from '../../../src/network/activation.js';
import { changeMemberStatus } from '../../../src/network/change-status.js';
import type { Member } from '../../../src/network/member.js';
import type { Program } from '../../../src/programs/program.js';
import { asOwner } from '../../support/database.js';
import { asSystem, sell } from '../people.js';
import { buys, closeMonth, joined, matchUntil, monthAgo, newProgram, noon, refund, rowOf } from '../runs/town.js';
import { lineTold, memberTold, runLineTold } from './told.js';

const month = monthAgo(1);
const day = (number: number) => noon(month, number).slice(0, 10);

/** Numbers that look random and are the same each time. */
function numbers(seed: number) {
  let state = seed;
  return (below: number): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

type Draw = ReturnType<typeof numbers>;

async function settle(here: Program, draw: Draw): Promise<Member[]> {
  const people: Member[] = [];
  for (let made = 0; made < 18; made += 1) {
    const sponsor = made === 0 ? null : (people[draw(people.length)]?.id ?? null);
    const isDistributor = draw(5) > 0;
    people.push(
      await joined(here, { sponsorId: sponsor, isDistributor, joinedAt: new Date(noon(month, 1 + draw(9))) }),
    );
  }
  return people;
}

/** Some are away from the 10th on. */
async function leave(here: Program, people: Member[], draw: Draw): Promise<void> {
  for (const one of people.filter(() => draw(5) === 0)) {
    const status = draw(2) ? 'inactive' : 'suspended';
    await changeMemberStatus(system(here.id), { memberId: one.id, status, reason: 'test' });
  }
  await asOwner('ALTER TABLE member_statuses DISABLE TRIGGER member_statuses_append_only');
  await asOwner('UPDATE member_statuses SET effective_at = $2 WHERE program_id = $1', [here.id, noon(month, 10)]);
}

async function live(here: Program, people: Member[], draw: Draw): Promise<void> {
  const any = () => people[draw(people.length)];
  for (let event = 0; event < 28; event += 1) {
    const buyer = any();
    if (!buyer) continue;
    const sale = await buys(here, buyer, `${20 + draw(300)}.${10 + draw(90)}`, noon(month, 11 + draw(9)));
    if (draw(6) === 0) await refund(here, sale, '15.50');
    if (draw(6) === 0) await refund(here, sale);
    if (draw(6) === 0) await sell(here, buyer, `${1 + draw(99)}.33`);
  }
  for (const one of people.filter(() => draw(2) === 0))
    await asSystem(async (work) => activate(work, await one.reload(), new Date(noon(month, 10 + draw(10)))));
}

/** Refunds were made within the month, not today. */
const backdate = (here: Program) =>
  asOwner('UPDATE refunds SET refunded_at = $2 WHERE program_id = $1', [here.id, noon(month, 21)]);

beforeAll(() => installTaxRules(system(), {}));

describe('a town of people who join, buy, give back, come and go', () => {
  test.each(['binary-classic', 'ev', 'ev-2026', 'mlm-service', 'telemarketing'])(
    'under %s gives every member and every line an answer, before and after posting',
    async (preset) => {
      const draw = numbers(preset.length * 7919);
      const here = await newProgram(preset);
      const people = await settle(here, draw);
      await leave(here, people, draw);
      await live(here, people, draw);
      await backdate(here);
      const nightly = await matchUntil(here, day(15)).catch(() => null);
      const closing = await closeMonth(here, month);
      for (const row of [closing, ...(nightly ? [await rowOf(nightly)] : [])]) {
        for (const one of people) isTold((await memberTold(one, row)).sentences);
        const lines = await asOwner<{ line: number }>('SELECT line FROM run_lines WHERE run_id = $1 AND fence = $2', [
          row.runId,
          row.fence,
        ]);
        for (const { line } of lines) isTold((await runLineTold(row, line)).sentences);
      }
      const commissions = await Commission.findAll({ where: { programId: here.id } });
      expect(commissions.length).toBeGreaterThan(0);
      for (const line of commissions) isTold((await lineTold(line, 'hi')).sentences);
    },
  );
});

/** Something is said, every gap of it is filled, and money is never a raw number of cents. */
function isTold(sentences: readonly string[]): void {
  expect(sentences.length).toBeGreaterThan(1);
  for (const sentence of sentences) {
    expect(sentence).not.toMatch(/\{\w+\}|undefined|null|NaN|\[object/);
    expect(sentence.trim()).not.toBe('');
  }
}

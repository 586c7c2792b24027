import { beforeAll, describe, expect, test } from '@jest/globals';
import { asOwner } from '../../support/database.js';
import { system } from '../../../src/core/actor.js';
import { monthStart } from '../../../src/core/period.js';
import { requestPeriodRun } from '../../../src/commissions/runs/request-period.js';
import type { Member } from '../../../src/network/member.js';
import { moveMember } from '../../../src/network/move-member.js';
import { RankChange } from '../../../src/network/rank-change.js';
import { Rank } from '../../../src/network/rank.js';
import { Plan } from '../../../src/programs/plan.js';
import type { Program } from '../../../src/programs/program.js';
import { publishPlan } from '../../../src/programs/publish-plan.js';
import { asSystem } from '../people.js';
import type { Newcomer } from '../../../src/network/join-network.js';
import { finish, joined, monthAgo, newProgram, noon } from './town.js';

/** Somebody new since that many months. */
const comes = (program: Program, ago: number, newcomer: Omit<Newcomer, 'programId'>): Promise<Member> =>
  joined(program, { ...newcomer, joinedAt: new Date(noon(monthAgo(ago), 1)) });

/** Closes the month that lay so many ago. */
const close = async (program: Program, ago: number): Promise<void> => {
  await finish(await requestPeriodRun(system(program.id), { month: monthAgo(ago) }));
};

const rankOf = async ({ id: memberId }: Member): Promise<(string | null)[]> => {
  const rank = await Rank.findOne({ where: { memberId } });
  return [rank?.paidAs ?? null, rank?.title ?? null];
};

const historyOf = async ({ id: memberId }: Member): Promise<unknown[]> => {
  const changes = await RankChange.findAll({ where: { memberId }, order: ['id'] });
  return changes.map(({ kind, before, after }) => [kind, before, after]);
};

/** A member with ten below over all levels, three of them direct, who can be hung elsewhere as a whole. */
async function leader(program: Program, ago: number): Promise<{ root: Member; top: Member; heads: Member[] }> {
  const root = await comes(program, ago, { sponsorId: null });
  const top = await comes(program, ago, { sponsorId: root.id });
  const heads = [];
  for (let slot = 0; slot < 3; slot += 1)
    heads.push(await comes(program, ago, { sponsorId: top.id, placement: { parentId: top.id, slot } }));
  for (const { id: sponsorId } of [...heads, ...heads, heads[0]].filter((head) => head !== undefined))
    await comes(program, ago, { sponsorId });
  return { root, top, heads };
}

/** From that month on the program's ranks are these, the lowest first. */
const renameRanks = async ({ id: programId, key, timeZone }: Program, month: string, ranks: [string, number][]) => {
  const { document } = await Plan.findOne({ where: { programId, version: 1 }, rejectOnEmpty: true });
  const paid_as_by = ranks.map(([name, downline]) => ({ name, downline }));
  const effectiveFrom = monthStart(month, timeZone);
  const plan = { programId, key, version: 2, effectiveFrom };
  const rules = { ...(document['ranks'] as object), paid_as_by };
  await asSystem((work) =>
    publishPlan(work, Plan.build({ ...plan, document: { ...document, ranks: rules } }), {
      simulation: { preset: true },
    }),
  );
};

describe('a rank', () => {
  let program: Program;
  let town: Awaited<ReturnType<typeof leader>>;

  beforeAll(async () => {
    program = await newProgram('mlm-service');
    town = await leader(program, 4);
    await close(program, 4);
  });

  test('is Silver for a downline of ten over all levels, and none for two', async () => {
    expect(await rankOf(town.top)).toEqual(['Silver', 'Silver']);
    expect(await historyOf(town.top)).toEqual([
      ['paid_as', null, 'Silver'],
      ['title', null, 'Silver'],
    ]);
    expect(await rankOf(town.heads[1] as Member)).toEqual([null, null]);
  });

  test('does not change when nothing did, nor does its history grow', async () => {
    await close(program, 3);
    expect(await rankOf(town.top)).toEqual(['Silver', 'Silver']);
    expect(await historyOf(town.top)).toHaveLength(2);
  });

  test('that is paid as falls when members are lost; the title never does', async () => {
    const { root, top, heads } = town;
    await moveMember(system(program.id), { memberId: heads[0]?.id ?? 0, parentId: root.id });
    await close(program, 2);
    expect(await rankOf(top)).toEqual(['Bronze', 'Silver']);
    await moveMember(system(program.id), { memberId: heads[1]?.id ?? 0, parentId: root.id });
    await moveMember(system(program.id), { memberId: heads[2]?.id ?? 0, parentId: heads[1]?.id ?? 0 });
    await close(program, 1);
    expect(await rankOf(top)).toEqual([null, 'Silver']);
    expect(await historyOf(top)).toEqual([
      ['paid_as', null, 'Silver'],
      ['title', null, 'Silver'],
      ['paid_as', 'Silver', 'Bronze'],
      ['paid_as', 'Bronze', null],
    ]);
  });
});

describe('a title', () => {
  test('of a rank that the plan no longer names gives way only to one as high', async () => {
    const program = await newProgram('mlm-service');
    const { top } = await leader(program, 3);
    await close(program, 3);
    expect(await rankOf(top)).toEqual(['Silver', 'Silver']);
    await renameRanks(program, monthAgo(2), [
      ['Copper', 3],
      ['Steel', 11],
    ]);
    await close(program, 2);
    expect(await rankOf(top)).toEqual(['Copper', 'Silver']);
    await comes(program, 1, { sponsorId: top.id });
    await close(program, 1);
    expect(await rankOf(top)).toEqual(['Steel', 'Steel']);
    expect(await historyOf(top)).toContainEqual(['title', 'Silver', 'Steel']);
  });
});

describe('the history of ranks', () => {
  test('cannot be rewritten, not even by the owner of the tables', async () => {
    await expect(asOwner(`UPDATE rank_history SET after = 'Diamond'`)).rejects.toThrow();
  });
});

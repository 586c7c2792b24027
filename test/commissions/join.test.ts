import { beforeAll, describe, expect, test } from '@jest/globals';
import { triggerReferral } from '../../src/commissions/accrue-join.js';
import { Commission } from '../../src/commissions/commission.js';
import { system } from '../../src/core/actor.js';
import { changeMemberStatus } from '../../src/network/change-status.js';
import { joinNetwork } from '../../src/network/join-network.js';
import type { Member } from '../../src/network/member.js';
import { placeMember } from '../../src/network/place-member.js';
import type { Program } from '../../src/programs/program.js';
import { asSystem, broken, program } from './people.js';

let here: Program;
beforeAll(async () => {
  here = await program('mlm-service');
});

const join = (sponsor: Member | null, placement?: 'manual') =>
  asSystem((work) =>
    joinNetwork(work, { programId: here.id, sponsorId: sponsor?.id ?? null, ...(placement ? { placement } : {}) }),
  );

/** Members each below the one before, the top first. */
async function chain(length: number): Promise<Member[]> {
  const members: Member[] = [];
  while (members.length < length) members.push(await join(members.at(-1) ?? null));
  return members;
}

const linesFrom = async (source: Member) =>
  (await Commission.findAll({ where: { sourceMemberId: source.id }, order: ['level'] })).map(
    ({ beneficiaryId, level, amount }) => [beneficiaryId, level, amount],
  );

describe('a member who joins', () => {
  test('pays 10, 5, 2 and 1 to the four above, and a fifth would get nothing', async () => {
    const [top, l0, l1, l2, l3] = await chain(5);
    const joined = await join(l3 ?? null);
    expect(await linesFrom(joined)).toEqual([
      [l3?.id, 1, 1000n],
      [l2?.id, 2, 500n],
      [l1?.id, 3, 200n],
      [l0?.id, 4, 100n],
    ]);
    expect(await Commission.count({ where: { beneficiaryId: top?.id ?? 0, sourceMemberId: joined.id } })).toBe(0);
  });

  test('pays nothing more when the same is asked for again, twenty times at once', async () => {
    const [, above] = await chain(2);
    const joined = await join(above ?? null);
    const before = await linesFrom(joined);
    expect(before).toHaveLength(2);
    await Promise.all(Array.from({ length: 20 }, () => triggerReferral(system(here.id), { memberId: joined.id })));
    expect(await linesFrom(joined)).toEqual(before);
  });

  test('pays when he is placed, if he had to wait for a place', async () => {
    const [top] = await chain(1);
    const joined = await join(top ?? null, 'manual');
    expect(await linesFrom(joined)).toEqual([]);
    await placeMember(system(here.id), { memberId: joined.id, parentId: top?.id ?? 0 });
    expect(await linesFrom(joined)).toEqual([[top?.id, 1, 1000n]]);
  });

  test('lets the level of an inactive member lapse', async () => {
    const [top, below] = await chain(2);
    await changeMemberStatus(system(here.id), { memberId: below?.id ?? 0, status: 'inactive', reason: 'test' });
    expect(await linesFrom(await join(below ?? null))).toEqual([[top?.id, 2, 500n]]);
    expect(await broken()).toEqual([]);
  });
});

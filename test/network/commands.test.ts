import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { asOwner } from '../support/database.js';
import { join, joinMany, newTree, placeOf } from '../support/network.js';
import type { Actor } from '../../src/core/actor.js';
import { system } from '../../src/core/actor.js';
import { changeSponsor } from '../../src/network/change-sponsor.js';
import { changeMemberStatus } from '../../src/network/change-status.js';
import { applyAsDistributor, decideDistributor } from '../../src/network/distributors.js';
import { memberById } from '../../src/network/find-member.js';
import { statusAt } from '../../src/network/member-status.js';
import type { Member } from '../../src/network/member.js';
import { moveMember } from '../../src/network/move-member.js';
import { placeMember } from '../../src/network/place-member.js';
import type { Tree } from '../../src/network/tree.js';
import { Program } from '../../src/programs/program.js';
import { closeUser } from '../../src/users/close-user.js';
import { keyTo, memberPerson, person } from './people.js';

let tree: Tree;
let root: Member;
let owner: Actor;
let admin: Actor;

beforeAll(async () => {
  tree = await newTree(2);
  [owner, admin] = [await person(tree, 'owner'), await person(tree, 'admin')];
});
beforeEach(async () => {
  root = await join(tree);
});

const reason = 'asked for by phone';

describe('moving a member', () => {
  test('takes everybody below along', async () => {
    const [left, right] = await joinMany(tree, root.id, 2);
    const below = await join(tree, { sponsorId: left?.id ?? 0 });
    await moveMember(owner, { memberId: left?.id ?? 0, parentId: right?.id ?? 0, slot: 1 });
    expect(await placeOf(tree, left ?? root)).toEqual([right?.id, 1, 3]);
    expect(await placeOf(tree, below)).toEqual([left?.id, 0, 4]);
  });

  test('below himself is refused and changes nothing', async () => {
    const [left] = await joinMany(tree, root.id, 1);
    const below = await join(tree, { sponsorId: left?.id ?? 0 });
    const input = { memberId: left?.id ?? 0, parentId: below.id };
    await expect(moveMember(owner, input)).rejects.toMatchObject({ code: 'invalid' });
    await expect(moveMember(owner, { ...input, parentId: input.memberId })).rejects.toMatchObject({ code: 'invalid' });
    expect(await placeOf(tree, left ?? root)).toEqual([root.id, 0, 2]);
  });

  test('is for owners only', async () => {
    const [left] = await joinMany(tree, root.id, 1);
    const input = { memberId: left?.id ?? 0, parentId: root.id, slot: 1 };
    for (const actor of [admin, keyTo(tree, 'network:write', 'network:roots'), await person(tree, 'affiliate')]) {
      await expect(moveMember(actor, input)).rejects.toMatchObject({ code: 'not_allowed' });
    }
  });

  test('to where somebody of another program stands is refused', async () => {
    const stranger = await join(await newTree(2));
    const [left] = await joinMany(tree, root.id, 1);
    const input = { memberId: left?.id ?? 0, parentId: stranger.id };
    await expect(moveMember(owner, input)).rejects.toMatchObject({ code: 'not_found' });
    const foreign = { memberId: stranger.id, parentId: root.id };
    await expect(moveMember(owner, foreign)).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('correcting a sponsor', () => {
  test('is kept in the log with what it was and why', async () => {
    const [left, right] = await joinMany(tree, root.id, 2);
    await changeSponsor(owner, { memberId: right?.id ?? 0, sponsorId: left?.id ?? 0, reason });
    expect((await memberById(right?.id ?? 0)).sponsorId).toBe(left?.id);
    const [entry] = await asOwner<{ input: object; changes: { before: object; after: object }[] }>(
      `SELECT input, changes FROM command_log WHERE command = 'member.change-sponsor' ORDER BY id DESC LIMIT 1`,
    );
    expect(entry?.input).toMatchObject({ reason });
    const [change] = entry?.changes ?? [];
    expect([change?.before, change?.after].map((side) => Object.values(side ?? {}).map(Number))).toEqual([
      [root.id],
      [left?.id],
    ]);
  });

  test('never makes a circle, and is for owners only', async () => {
    const [left] = await joinMany(tree, root.id, 1);
    const below = await join(tree, { sponsorId: left?.id ?? 0 });
    const input = { memberId: left?.id ?? 0, sponsorId: below.id, reason };
    await expect(changeSponsor(owner, input)).rejects.toMatchObject({ code: 'invalid' });
    await expect(changeSponsor(owner, { ...input, sponsorId: input.memberId })).rejects.toMatchObject({
      code: 'invalid',
    });
    await expect(changeSponsor(admin, { ...input, sponsorId: root.id })).rejects.toMatchObject({ code: 'not_allowed' });
  });

  test('crossing another one at the same moment makes no circle either', async () => {
    const [left = root, right = root] = await joinMany(tree, root.id, 2);
    const swap = (a: Member, b: Member) => changeSponsor(owner, { memberId: a.id, sponsorId: b.id, reason });
    const answers = await Promise.allSettled([swap(left, right), swap(right, left)]);
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});

describe('the status of a member', () => {
  test('has a history that a rule reads at its moment', async () => {
    const joined = new Date();
    const member = await join(tree, { sponsorId: root.id });
    await changeMemberStatus(admin, { memberId: member.id, status: 'inactive', reason });
    const [change] = await asOwner<{ effective_at: Date }>(
      'SELECT effective_at FROM member_statuses WHERE member_id = $1',
      [member.id],
    );
    const then = change?.effective_at ?? joined;
    expect(await statusAt(member.id, new Date(then.getTime() - 1))).toBe('active');
    expect(await statusAt(member.id, new Date(then.getTime() + 1))).toBe('inactive');
  });

  test('makes no illegal move, and closed is for good', async () => {
    const member = await join(tree, { sponsorId: root.id });
    const to = (status: 'active' | 'closed' | 'suspended') =>
      changeMemberStatus(admin, { memberId: member.id, status, reason });
    await expect(to('active')).rejects.toMatchObject({ code: 'wrong_state' });
    await to('suspended');
    await to('active');
    await to('closed');
    await expect(to('active')).rejects.toMatchObject({ code: 'wrong_state' });
  });

  test('becomes closed with the account', async () => {
    const { actor, member } = await memberPerson(tree, { sponsorId: root.id });
    await closeUser(owner, { userId: actor.userId ?? 0 });
    expect((await memberById(member.id)).status).toBe('closed');
  });
});

describe('the holding tank', () => {
  test('is emptied by the sponsor into his own downline, once', async () => {
    const sponsor = await memberPerson(tree, { sponsorId: root.id });
    const waiting = await join(tree, { sponsorId: sponsor.member.id, placement: 'manual' });
    const place = (actor: Actor, parentId: number) => placeMember(actor, { memberId: waiting.id, parentId, slot: 1 });
    await expect(place(sponsor.actor, root.id)).rejects.toMatchObject({ code: 'not_found' });
    const other = await memberPerson(tree, { sponsorId: root.id });
    await expect(place(other.actor, other.member.id)).rejects.toMatchObject({ code: 'not_found' });
    await place(sponsor.actor, sponsor.member.id);
    expect(await placeOf(tree, waiting)).toEqual([sponsor.member.id, 1, 3]);
    await expect(place(admin, root.id)).rejects.toMatchObject({ code: 'conflict' });
  });

  test('is emptied by an admin in any of the usual ways', async () => {
    const [waiting] = await joinMany(tree, root.id, 1, 'manual');
    await placeMember(admin, { memberId: waiting?.id ?? 0, parentId: root.id, mode: 'right_chain' });
    expect(await placeOf(tree, waiting ?? root)).toEqual([root.id, 1, 2]);
  });
});

describe('becoming a distributor', () => {
  test('takes an application and an admin', async () => {
    const { actor, member } = await memberPerson(tree, { sponsorId: root.id });
    const application = await applyAsDistributor(actor, { memberId: member.id });
    expect([application.status, (await memberById(member.id)).isDistributor]).toEqual(['applied', false]);
    await expect(applyAsDistributor(actor, { memberId: member.id })).rejects.toMatchObject({ code: 'duplicate' });
    const decision = { applicationId: application.id, approved: true };
    await expect(decideDistributor(actor, decision)).rejects.toMatchObject({ code: 'not_allowed' });
    await decideDistributor(admin, decision);
    expect((await memberById(member.id)).isDistributor).toBe(true);
    await expect(decideDistributor(admin, decision)).rejects.toMatchObject({ code: 'wrong_state' });
  });

  test('for somebody else is refused, and a rejected one may ask again', async () => {
    const { actor, member } = await memberPerson(tree, { sponsorId: root.id });
    await expect(applyAsDistributor(actor, { memberId: root.id })).rejects.toMatchObject({ code: 'not_found' });
    const { id } = await applyAsDistributor(actor, { memberId: member.id });
    await decideDistributor(admin, { applicationId: id, approved: false, note: 'no contract yet' });
    expect((await applyAsDistributor(actor, { memberId: member.id })).status).toBe('applied');
  });

  test('is at once where the program says so', async () => {
    const own = await newTree(2);
    const member = await join(own);
    await Program.update(
      { settings: { auto_distributor: true } as Program['settings'] },
      { where: { id: own.programId } },
    );
    await applyAsDistributor(system(own.programId), { memberId: member.id });
    expect((await memberById(member.id)).isDistributor).toBe(true);
    expect((await join(own, { sponsorId: member.id })).isDistributor).toBe(true);
  });
});

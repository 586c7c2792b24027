import '../support/database.js';
import { beforeAll, describe, expect, test } from '@jest/globals';
import '../../src/consequences.js';
import { visitor } from '../../src/core/actor.js';
import { memberOfUser } from '../../src/network/find-member.js';
import type { Tree } from '../../src/network/tree.js';
import { Program } from '../../src/programs/program.js';
import type { ProgramSettings } from '../../src/programs/program-settings.js';
import { becomeMember } from '../../src/signup/become-member.js';
import { signUps } from '../../src/signup/routes.js';
import { signUp } from '../../src/signup/sign-up.js';
import { User } from '../../src/users/user.js';
import { keyTo, memberPerson, person } from '../network/people.js';
import { newTree, placeOf } from '../support/network.js';
import { serve } from '../tracking/web.js';

const { call } = await serve(signUps);
let tree: Tree;
let program: string;
let sponsor: { id: number; code: string };

beforeAll(async () => {
  tree = await newTree(2);
  program = (await Program.findByPk(tree.programId, { rejectOnEmpty: true })).key;
  const { actor, member } = await memberPerson(tree, {});
  const { referralCode } = await User.findByPk(actor.userId ?? 0, { rejectOnEmpty: true });
  sponsor = { id: member.id, code: referralCode };
});

let made = 0;
const newcomer = (more: object = {}) => {
  made += 1;
  return { program, email: `newcomer-${made}@example.com`, password: 'correct horse battery', ...more };
};
const post = (body: unknown) => call('POST', '/api/v1/sign-ups', { body });
const set = (settings: Partial<ProgramSettings>) =>
  Program.update({ settings: settings as ProgramSettings }, { where: { id: tree.programId } });

describe('signing up', () => {
  test('with a member’s code makes an account and a place under that member', async () => {
    const [status, body] = await post(newcomer({ referral_code: sponsor.code }));
    expect(status).toBe(201);
    expect(body).toMatchObject({ user: { role: 'affiliate' }, member: { sponsor_id: sponsor.id } });
    const { id } = body['member'] as { id: number };
    expect(await placeOf(tree, { id })).toEqual([sponsor.id, 0, 2]);
  });

  test('with a code that leads nowhere is refused and leaves no account', async () => {
    const body = newcomer({ referral_code: 'NOBODY' });
    const [status, fault] = await post(body);
    expect([status, fault['errors']]).toEqual([422, [expect.objectContaining({ pointer: '/referral_code' })]]);
    expect(await User.count({ where: { email: body.email } })).toBe(0);
  });

  test('without anybody who brought one makes a customer without a place', async () => {
    const [, body] = await post(newcomer());
    expect(body).toMatchObject({ user: { role: 'customer' }, member: null });
  });

  test('without anybody stands under the default sponsor where the program names one', async () => {
    await set({ default_sponsor_id: sponsor.id });
    const [, body] = await post(newcomer());
    await set({});
    expect(body).toMatchObject({ member: { sponsor_id: sponsor.id } });
  });

  test('never lets a visitor choose a sponsor, a role or to be a root', async () => {
    expect((await post(newcomer({ sponsor_id: sponsor.id })))[0]).toBe(403);
    expect((await post(newcomer({ as_root: true })))[0]).toBe(403);
    expect((await post(newcomer({ role: 'owner' })))[0]).toBe(422);
    expect((await post(newcomer({ cookie: 'mine' })))[0]).toBe(422);
  });

  test('needs a password of a visitor, and a program that there is', async () => {
    const { password: _, ...without } = newcomer();
    expect((await post(without))[1]['errors']).toMatchObject([{ pointer: '/password' }]);
    expect((await post(newcomer({ program: 'nowhere' })))[1]['errors']).toMatchObject([{ pointer: '/program' }]);
  });

  test('is closed to visitors where the program says so, and open to staff', async () => {
    await set({ open_sign_up: false });
    expect((await post(newcomer({ referral_code: sponsor.code })))[0]).toBe(403);
    const admin = await person(tree, 'admin');
    const { member } = await signUp(admin, { email: 'invited@example.com', sponsorId: sponsor.id });
    await set({});
    expect(member?.sponsorId).toBe(sponsor.id);
  });

  test('makes a root only when an owner, an admin or a key that may says so', async () => {
    const admin = await person(tree, 'admin');
    const { member } = await signUp(admin, { email: 'top@example.com', asRoot: true });
    expect(await placeOf(tree, { id: member?.id ?? 0 })).toEqual([null, null, 1]);
    const key = keyTo(tree, 'network:write');
    await expect(signUp(key, { email: 'top-2@example.com', asRoot: true })).rejects.toMatchObject({
      code: 'not_allowed',
    });
  });

  test('twice with one address is refused', async () => {
    const body = newcomer({ referral_code: sponsor.code });
    expect((await post(body))[0]).toBe(201);
    expect((await post(body))[0]).toBe(409);
  });
});

describe('becoming a member with the account one has', () => {
  test('takes a code, once', async () => {
    const actor = await person(tree, 'customer');
    await expect(becomeMember(actor, {})).rejects.toMatchObject({ code: 'invalid' });
    const member = await becomeMember(actor, { referralCode: sponsor.code });
    expect(member.sponsorId).toBe(sponsor.id);
    expect((await User.findByPk(actor.userId, { rejectOnEmpty: true })).role).toBe('affiliate');
    await expect(becomeMember(actor, { referralCode: sponsor.code })).rejects.toMatchObject({ code: 'duplicate' });
    expect((await memberOfUser(actor.userId, tree.programId))?.id).toBe(member.id);
  });

  test('is closed to customers where the program takes no sign-ups by visitors', async () => {
    await set({ open_sign_up: false });
    const refused = becomeMember(await person(tree, 'customer'), { referralCode: sponsor.code });
    await expect(refused).rejects.toMatchObject({ code: 'not_allowed' });
    const member = await becomeMember(await person(tree, 'telemarketer'), { referralCode: sponsor.code });
    await set({});
    expect(member.sponsorId).toBe(sponsor.id);
  });

  test('is for people who are signed in', async () => {
    await expect(becomeMember(visitor(tree.programId), {})).rejects.toMatchObject({ code: 'sign_in_required' });
  });

  test('under oneself is not possible', async () => {
    const actor = await person(tree, 'customer');
    const { referralCode } = await User.findByPk(actor.userId, { rejectOnEmpty: true });
    await expect(becomeMember(actor, { referralCode })).rejects.toMatchObject({ code: 'invalid' });
  });
});

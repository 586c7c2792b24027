import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Member } from '../../src/network/member.js';
import { StatusChange } from '../../src/network/status-change.js';
import type { Program } from '../../src/programs/program.js';
import { attribute } from '../../src/tracking/attribute.js';
import { windowEnd } from '../../src/tracking/attribution-rule.js';
import { bindCustomer } from '../../src/tracking/bind-customer.js';
import { Link } from '../../src/tracking/link.js';
import { ReferralToken } from '../../src/tracking/referral-token.js';
import { noteDevice } from '../../src/tracking/seen-device.js';
import type { User } from '../../src/users/user.js';
import { db } from '../support/database.js';
import { newMember, newProgram, newUser } from './people.js';

const day = 24 * 60 * 60 * 1000;
const clickedAt = new Date(Date.now() - 10 * day);
let program: Program;
let a: Member;
let v: Member;
let userOfV: User;
let linkOfV: Link;
let made = 0;

const tokenOf = (member: Member, fields: { visitor?: string; createdAt?: Date; clickId?: string } = {}) => {
  made += 1;
  const createdAt = fields.createdAt ?? clickedAt;
  return ReferralToken.create({
    programId: program.id,
    token: `0123456789abcdef${String(made)}`,
    visitor: `visitor-${String(made)}`,
    memberId: member.id,
    code: 'some-code',
    expiresAt: windowEnd(createdAt, 180),
    ...fields,
    createdAt,
  });
};

const convert = (given: Partial<Parameters<typeof attribute>[0]>) =>
  attribute({ programId: program.id, convertedAt: new Date(), ...given });

beforeAll(async () => {
  program = await newProgram();
  a = await newMember(program.id, await newUser('affiliate'));
  userOfV = await newUser('affiliate');
  v = await newMember(program.id, userOfV);
  linkOfV = await Link.create({ programId: program.id, memberId: v.id, code: 'link-of-v', destination: '/' });
});

describe('attributing a conversion', () => {
  test('gives it to the token of A, not to the code of V', async () => {
    const { token, id } = await tokenOf(a);
    const attribution = await convert({ token, code: 'link-of-v' });
    expect(attribution).toMatchObject({ memberId: a.id, rule: 'token', tokenId: id });
    expect(attribution.lost).toMatchObject([{ kind: 'code', memberId: v.id, why: 'weaker' }]);
  });

  test('gives it to the code of V when the token of A has expired', async () => {
    const { token } = await tokenOf(a, { createdAt: new Date(Date.now() - 200 * day) });
    const attribution = await convert({ token, code: 'link-of-v' });
    expect(attribution).toMatchObject({ memberId: v.id, rule: 'code', tokenId: null, linkId: linkOfV.id });
    expect(attribution.lost).toMatchObject([{ kind: 'token', memberId: a.id, why: 'expired' }]);
  });

  test('closes the window exactly 180 x 24 h after the click', async () => {
    const { token, expiresAt } = await tokenOf(a);
    const inTime = await convert({ token, convertedAt: new Date(expiresAt.getTime() - 1) });
    expect(inTime.memberId).toBe(a.id);
    expect(await convert({ token, convertedAt: expiresAt })).toMatchObject({
      memberId: null,
      rule: 'none',
      tokenId: null,
    });
  });

  test("takes a person's own referral code, in any case of letters", async () => {
    const attribution = await convert({ code: userOfV.referralCode.toLowerCase() });
    expect(attribution).toMatchObject({ memberId: v.id, rule: 'code', linkId: null });
  });

  test('takes a click id like a token', async () => {
    await tokenOf(a, { clickId: 'click-1' });
    expect(await convert({ clickId: 'click-1', code: 'link-of-v' })).toMatchObject({ memberId: a.id, rule: 'click' });
  });

  test('takes the last visit of the browser that the cookie stands for', async () => {
    const first = await tokenOf(a, { visitor: 'one browser' });
    const last = await tokenOf(v, { visitor: 'one browser', createdAt: new Date(clickedAt.getTime() + 1000) });
    const attribution = await convert({ cookie: last.token });
    expect(attribution).toMatchObject({ memberId: v.id, rule: 'cookie', tokenId: last.id });
    expect(attribution.lost).toMatchObject([{ tokenId: first.id, why: 'earlier' }]);
  });

  test('takes the first one where the program says so', async () => {
    const other = await newProgram({ attribution_click: 'first' });
    const [early, late] = [await newMember(other.id), await newMember(other.id)];
    const visit = { programId: other.id, visitor: 'loyal browser', code: 'c', expiresAt: windowEnd(clickedAt, 180) };
    await ReferralToken.create({ ...visit, token: 'first-touch-token', memberId: early.id, createdAt: clickedAt });
    await ReferralToken.create({ ...visit, token: 'later-touch-token', memberId: late.id });
    const attribution = await convert({ programId: other.id, cookie: 'later-touch-token' });
    expect(attribution).toMatchObject({ memberId: early.id, lost: [{ memberId: late.id, why: 'later' }] });
  });

  test('says that what nobody knows is unknown, and credits nobody', async () => {
    const attribution = await convert({ token: 'no-such-token-here', code: 'nobody', cookie: 'x', clickId: 'y' });
    expect(attribution).toMatchObject({ memberId: null, rule: 'none' });
    expect(attribution.lost.map(({ kind, why }) => `${kind} ${why}`).sort()).toEqual([
      'click unknown',
      'code unknown',
      'cookie unknown',
      'token unknown',
    ]);
  });

  test("does not take another program's token or link", async () => {
    const other = await newProgram();
    const { token } = await tokenOf(a);
    expect(await convert({ programId: other.id, token, code: 'link-of-v' })).toMatchObject({
      memberId: null,
      rule: 'none',
    });
  });

  test('needs an active member at the click and at the conversion', async () => {
    const member = await newMember(program.id);
    const { token } = await tokenOf(member);
    const inactive = { programId: program.id, memberId: member.id };
    await StatusChange.create({ ...inactive, status: 'inactive', effectiveAt: new Date(clickedAt.getTime() + day) });
    expect((await convert({ token })).lost).toMatchObject([{ why: 'not_active_now' }]);
    await StatusChange.create({ ...inactive, status: 'active', effectiveAt: new Date(clickedAt.getTime() + 2 * day) });
    expect((await convert({ token })).memberId).toBe(member.id);
    const whileAway = await tokenOf(member, { createdAt: new Date(clickedAt.getTime() + 1.5 * day) });
    expect((await convert({ token: whileAway.token })).lost).toMatchObject([{ why: 'not_active_then' }]);
  });

  test('falls back to the member to whom the customer is bound, the first one', async () => {
    const customerEmail = 'regular@example.com';
    await db.transaction(async (tx) => {
      await bindCustomer(
        { programId: program.id, memberId: a.id, email: 'Regular@example.com', phone: '+15550001' },
        tx,
      );
      await bindCustomer({ programId: program.id, memberId: v.id, email: customerEmail }, tx);
    });
    expect(await convert({ customerEmail })).toMatchObject({ memberId: a.id, rule: 'customer' });
    expect(await convert({ customerPhone: '+15550001', code: 'link-of-v' })).toMatchObject({
      memberId: v.id,
      rule: 'code',
    });
  });
});

describe('a self-referral', () => {
  const code = 'link-of-v';

  test('by e-mail, phone, account or membership is kept, and marked', async () => {
    const customerPhone = '+15550002';
    await userOfV.update({ phone: customerPhone });
    const mail = await convert({ code, customerEmail: userOfV.email });
    expect(mail).toMatchObject({ memberId: v.id, selfReferral: 'own_email' });
    expect((await convert({ code, customerPhone })).selfReferral).toBe('own_phone');
    expect((await convert({ code, customerMemberId: v.id })).selfReferral).toBe('own_account');
    expect((await convert({ code, customerUserId: userOfV.id })).selfReferral).toBe('own_account');
    expect((await convert({ code, customerEmail: 'other@example.com' })).selfReferral).toBeNull();
  });

  test('from the device that the member used within the hour is marked, later not', async () => {
    const machine = { ip: '203.0.113.9', userAgent: 'Mozilla/5.0 test' };
    await noteDevice(userOfV.id, machine.ip, machine.userAgent);
    expect((await convert({ code, ...machine })).selfReferral).toBe('own_device');
    expect((await convert({ code, ...machine, userAgent: 'another' })).selfReferral).toBeNull();
    const later = new Date(Date.now() + 61 * 60 * 1000);
    expect((await convert({ code, ...machine, convertedAt: later })).selfReferral).toBeNull();
  });
});

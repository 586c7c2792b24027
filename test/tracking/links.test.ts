import { beforeAll, describe, expect, test } from '@jest/globals';
import { visitor } from '../../src/core/actor.js';
import type { Actor } from '../../src/core/actor.js';
import { installConsequences } from '../../src/core/work.js';
import { archiveCampaign } from '../../src/tracking/archive-campaign.js';
import { archiveLink } from '../../src/tracking/archive-link.js';
import { createCampaign } from '../../src/tracking/create-campaign.js';
import { createLink } from '../../src/tracking/create-link.js';
import { Link } from '../../src/tracking/link.js';
import { updateCampaign } from '../../src/tracking/update-campaign.js';
import { updateLink } from '../../src/tracking/update-link.js';
import { Team } from '../../src/users/team.js';
import { TeamMember } from '../../src/users/team-member.js';
import '../support/database.js';
import { newMember, newPerson, newProgram } from './people.js';

type Person = Awaited<ReturnType<typeof newPerson>>;
let programId: number;
let affiliate: Person;
let buyer: Person;
let lead: Person;
let admin: Person;

const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (fault: unknown) => (fault as { code: string }).code,
  );

beforeAll(async () => {
  installConsequences({});
  programId = (await newProgram()).id;
  affiliate = await newPerson(programId, 'affiliate');
  buyer = await newPerson(programId, 'buyer');
  lead = await newPerson(programId, 'team_lead');
  admin = await newPerson(programId, 'admin');
  const team = await Team.create({ name: 'Northern team', teamLeadId: lead.user.id });
  await TeamMember.create({ teamId: team.id, userId: buyer.user.id });
});

describe('making a link', () => {
  test('credits the membership of whoever makes it', async () => {
    const link = await createLink(affiliate.actor, { destination: '/welcome' });
    expect(link).toMatchObject({
      programId,
      memberId: affiliate.member.id,
      ownerId: affiliate.user.id,
      status: 'active',
    });
    expect(link.code).toMatch(/^[A-Z0-9]{10}$/);
  });

  test('for another is for those who see his rows: a team lead, an admin', async () => {
    const forBuyer = { destination: '/', ownerId: buyer.user.id };
    expect(await createLink(lead.actor, forBuyer)).toMatchObject({ memberId: buyer.member.id, ownerId: buyer.user.id });
    expect(await createLink(admin.actor, forBuyer)).toMatchObject({ memberId: buyer.member.id });
    expect(await refusal(createLink(affiliate.actor, forBuyer))).toBe('not_found');
    expect(await refusal(createLink(lead.actor, { destination: '/', ownerId: affiliate.user.id }))).toBe('not_found');
    expect(await refusal(createLink(admin.actor, { destination: '/', ownerId: 999_999 }))).toBe('not_found');
  });

  test('for a member by number is for owners and admins, in their own program', async () => {
    const outside = await newMember(programId);
    const elsewhere = await newMember((await newProgram()).id);
    expect(await createLink(admin.actor, { destination: '/', memberId: outside.id })).toMatchObject({
      memberId: outside.id,
    });
    expect(await refusal(createLink(affiliate.actor, { destination: '/', memberId: outside.id }))).toBe('not_allowed');
    expect(await refusal(createLink(admin.actor, { destination: '/', memberId: elsewhere.id }))).toBe('not_found');
  });

  test.each([
    '//evil.example',
    '\\\\evil.example',
    'javascript:alert(1)',
    '/x\r\nSet-Cookie: a=b',
    'https://evil.example',
  ])('to %j is refused, with nothing stored', async (destination) => {
    const before = await Link.count();
    await expect(createLink(affiliate.actor, { destination })).rejects.toMatchObject({
      code: 'invalid',
      details: { faults: [{ path: ['destination'] }] },
    });
    expect(await Link.count()).toBe(before);
  });

  test('with a code of choice works once', async () => {
    const wanted = { destination: '/', code: 'my-own_code' };
    expect(await createLink(affiliate.actor, wanted)).toMatchObject({ code: 'my-own_code' });
    expect(await refusal(createLink(buyer.actor, wanted))).toBe('duplicate');
    expect(await refusal(createLink(buyer.actor, { destination: '/', code: 'a b' }))).toBe('invalid');
  });

  test("cannot take somebody else's referral code, only one's own", async () => {
    const code = affiliate.user.referralCode;
    expect(await refusal(createLink(buyer.actor, { destination: '/', code: code.toLowerCase() }))).toBe('invalid');
    expect(await createLink(affiliate.actor, { destination: '/', code })).toMatchObject({ code });
  });

  test('is not for visitors, customers, or keys', async () => {
    const customer = await newPerson(programId, 'customer');
    const key: Actor = { ...customer.actor, kind: 'key', role: null, scopes: ['referrals:read'], keyId: 1 };
    expect(await refusal(createLink(visitor(programId), { destination: '/' }))).toBe('sign_in_required');
    expect(await refusal(createLink(customer.actor, { destination: '/' }))).toBe('not_allowed');
    expect(await refusal(createLink(key, { destination: '/' }))).toBe('not_allowed');
  });

  test('refuses keys it does not know, such as a status', async () => {
    const body = { destination: '/', status: 'archived' };
    expect(await refusal(createLink(affiliate.actor, body as never))).toBe('invalid');
  });
});

describe('changing a link', () => {
  test('changes what was named and leaves the rest', async () => {
    const link = await createLink(affiliate.actor, { destination: '/welcome', name: 'Spring' });
    await updateLink(affiliate.actor, { linkId: link.id, destination: '/order' });
    expect(await Link.findByPk(link.id)).toMatchObject({ destination: '/order', name: 'Spring' });
    await updateLink(affiliate.actor, { linkId: link.id, name: null });
    expect(await Link.findByPk(link.id)).toMatchObject({ destination: '/order', name: null });
  });

  test("of somebody else's does not exist for one, and a bad address is refused", async () => {
    const link = await createLink(affiliate.actor, { destination: '/welcome' });
    expect(await refusal(updateLink(buyer.actor, { linkId: link.id, destination: '/order' }))).toBe('not_found');
    expect(await refusal(updateLink(affiliate.actor, { linkId: link.id, destination: '//evil.example' }))).toBe(
      'invalid',
    );
    expect(await refusal(updateLink(affiliate.actor, { linkId: link.id, memberId: 1 } as never))).toBe('invalid');
  });

  test('archives it once', async () => {
    const link = await createLink(affiliate.actor, { destination: '/welcome' });
    expect(await archiveLink(affiliate.actor, { linkId: link.id })).toMatchObject({ status: 'archived' });
    expect(await refusal(archiveLink(affiliate.actor, { linkId: link.id }))).toBe('wrong_state');
    expect(await refusal(archiveLink(buyer.actor, { linkId: link.id }))).toBe('not_found');
  });
});

describe('a campaign', () => {
  test('is named, renamed and archived by its owner', async () => {
    const campaign = await createCampaign(buyer.actor, { name: 'Autumn' });
    expect(campaign).toMatchObject({ programId, ownerId: buyer.user.id, status: 'active' });
    await updateCampaign(buyer.actor, { campaignId: campaign.id, name: 'Autumn II' });
    expect(await archiveCampaign(buyer.actor, { campaignId: campaign.id })).toMatchObject({
      name: 'Autumn II',
      status: 'archived',
    });
    expect(await refusal(archiveCampaign(buyer.actor, { campaignId: campaign.id }))).toBe('wrong_state');
  });

  test('holds links while it runs, of those who see it', async () => {
    const campaign = await createCampaign(buyer.actor, { name: 'Winter' });
    const intoIt = { destination: '/', campaignId: campaign.id };
    expect(await createLink(lead.actor, intoIt)).toMatchObject({ campaignId: campaign.id });
    expect(await refusal(createLink(affiliate.actor, intoIt))).toBe('not_found');
    await archiveCampaign(lead.actor, { campaignId: campaign.id });
    expect(await refusal(createLink(buyer.actor, intoIt))).toBe('wrong_state');
  });

  test('has a name of its own, and is not for affiliates or strangers', async () => {
    const campaign = await createCampaign(buyer.actor, { name: 'Summer' });
    expect(await refusal(createCampaign(admin.actor, { name: 'Summer' }))).toBe('duplicate');
    expect(await refusal(createCampaign(affiliate.actor, { name: 'Mine' }))).toBe('not_allowed');
    const stranger = await newPerson(programId, 'buyer');
    expect(await refusal(updateCampaign(stranger.actor, { campaignId: campaign.id, name: 'Taken over' }))).toBe(
      'not_found',
    );
    expect(await refusal(updateCampaign(buyer.actor, { campaignId: campaign.id, name: ' ' }))).toBe('invalid');
  });
});

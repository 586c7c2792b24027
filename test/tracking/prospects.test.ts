import { beforeAll, describe, expect, test } from '@jest/globals';
import { createLink } from '../../src/tracking/create-link.js';
import type { Link } from '../../src/tracking/link.js';
import { pixels } from '../../src/tracking/pixel.js';
import { prospectRoutes } from '../../src/tracking/prospect-routes.js';
import { Prospect } from '../../src/tracking/prospect.js';
import { redirects } from '../../src/tracking/redirect.js';
import { storeProspects } from '../../src/tracking/store-prospects.js';
import { Team } from '../../src/users/team.js';
import { TeamMember } from '../../src/users/team-member.js';
import { asOwner } from '../support/database.js';
import { keyWith, newPerson, newProgram } from './people.js';
import { serve } from './web.js';

type Person = Awaited<ReturnType<typeof newPerson>>;
const { ask, call } = await serve(prospectRoutes, pixels, redirects);
let programId: number;
let buyer: Person;
let otherBuyer: Person;
let lead: Person;
let team: Team;
let link: Link;

const post = (body: unknown, asked: Omit<Parameters<typeof call>[2] & object, 'body'> = {}) =>
  call('POST', '/api/v1/prospects', { ...asked, body });

const stored = (id: unknown) => Prospect.findOne({ where: { id: Number(id) } });

beforeAll(async () => {
  programId = (await newProgram()).id;
  buyer = await newPerson(programId, 'buyer');
  otherBuyer = await newPerson(programId, 'buyer');
  lead = await newPerson(programId, 'team_lead');
  team = await Team.create({ name: 'Southern team', teamLeadId: lead.user.id });
  await TeamMember.create({ teamId: team.id, userId: buyer.user.id });
  link = await createLink(buyer.actor, { destination: '/welcome' });
});

describe('POST /api/v1/prospects', () => {
  test('stores what a page tells and what the request says', async () => {
    const [status, body] = await post(
      { referral_source: 'https://blog.example/', metadata: { page: 'spring' } },
      { headers: { 'user-agent': 'Some Browser' } },
    );
    expect(status).toBe(201);
    expect(await stored(body['id'])).toMatchObject({
      programId,
      ip: '127.0.0.1',
      userAgent: 'Some Browser',
      referrer: 'https://blog.example/',
      metadata: { page: 'spring' },
      buyerId: null,
    });
  });

  test('takes the visitor that a server names instead of itself', async () => {
    const [, body] = await post({
      ip_address: '2001:db8::7',
      user_agent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X)',
    });
    expect(await stored(body['id'])).toMatchObject({ ip: '2001:db8::7', device: 'mobile', os: 'iOS' });
  });

  test("is the link's owner's, with his team of that day", async () => {
    const [, byCode] = await post({ ref: link.code });
    expect(await stored(byCode['id'])).toMatchObject({
      linkId: link.id,
      memberId: buyer.member.id,
      buyerId: buyer.user.id,
      teamId: team.id,
    });
    const [, byPerson] = await post({ ref: buyer.user.referralCode });
    expect(await stored(byPerson['id'])).toMatchObject({
      linkId: null,
      memberId: buyer.member.id,
      buyerId: buyer.user.id,
    });
  });

  test('is tied to the visit by its cookie, its token before its code', async () => {
    const { headers } = await ask('GET', `/r/${link.code}`);
    const cookie = headers.get('set-cookie')?.split(';')[0] ?? '';
    const [, body] = await post({}, { headers: { cookie } });
    expect(await stored(body['id'])).toMatchObject({
      linkId: link.id,
      buyerId: buyer.user.id,
      referralTokenId: expect.any(Number),
    });
    const token = new URL(headers.get('location') ?? '', 'http://x').searchParams.get('referral_token');
    const [, again] = await post({ referral_token: token, ref: otherBuyer.user.referralCode });
    expect(await stored(again['id'])).toMatchObject({ buyerId: buyer.user.id });
  });

  test("with an unknown code or token stores the prospect as nobody's", async () => {
    const [status, body] = await post({ ref: 'nobody', referral_token: 'ffffffffffffffffffff' });
    expect(status).toBe(201);
    expect(await stored(body['id'])).toMatchObject({ linkId: null, memberId: null, buyerId: null });
  });

  test('stores a visit once, however often and however simultaneously it is sent', async () => {
    const answers = await Promise.all(Array.from({ length: 40 }, () => post({ visit_id: 'visit-1', ref: link.code })));
    expect(new Set(answers.map(([status]) => status))).toEqual(new Set([201]));
    expect(new Set(answers.map(([, { id }]) => id)).size).toBe(1);
    expect(await Prospect.count({ where: { visitId: 'visit-1' } })).toBe(1);
  });

  test.each([
    [{ ip_address: '999.1.1.1' }, 'ip_address'],
    [{ ip_address: "1.1.1.1'; DROP" }, 'ip_address'],
    [{ ip_address: 7 }, 'ip_address'],
    [{ visit_id: '' }, 'visit_id'],
    [{ visit_id: 'x'.repeat(101) }, 'visit_id'],
    [{ metadata: { a: { b: 1 } } }, 'metadata'],
    [{ buyer_id: 1 }, 'buyer_id'],
    [{ browser: {} }, 'browser'],
    [{ program_id: 1 }, 'program_id'],
    [{ user_agent: 'a\0b' }, 'user_agent'],
  ])('refuses %j with its field, and stores nothing', async (body, field) => {
    const before = await Prospect.count();
    const [status, problem] = await post(body);
    expect(status).toBe(422);
    expect(JSON.stringify(problem['errors'])).toContain(`/${field}`);
    expect(await Prospect.count()).toBe(before);
  });

  test('cuts what is too long', async () => {
    const [, body] = await post({ user_agent: 'x'.repeat(60_000) });
    expect((await stored(body['id']))?.userAgent).toHaveLength(1000);
  });

  test('may be called by pages of any site', async () => {
    const response = await ask('POST', '/api/v1/prospects', {
      body: {},
      headers: { origin: 'https://landing.example' },
    });
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect((await ask('OPTIONS', '/api/v1/prospects')).status).toBe(204);
  });

  test("goes to the key's own program", async () => {
    const other = await newProgram();
    const [, body] = await post({}, { as: keyWith(other.id, buyer.user, 'prospects:write') });
    expect((await stored(body['id']))?.programId).toBe(other.id);
  });
  test('of a key never lands in another program, whatever link it names', async () => {
    const other = await newProgram();
    const [, body] = await post({ ref: link.code }, { as: keyWith(other.id, buyer.user, 'prospects:write') });
    expect(await stored(body['id'])).toMatchObject({ programId: other.id, linkId: null, buyerId: null });
  });
});

describe('the pixel', () => {
  test('answers its GIF and stores the prospect', async () => {
    const response = await ask('GET', `/t/p.gif?ref=${link.code}&visit_id=pixel-1`);
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'image/gif']);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    expect(
      Buffer.from(await response.arrayBuffer())
        .subarray(0, 6)
        .toString(),
    ).toBe('GIF89a');
    expect(await Prospect.findOne({ where: { visitId: 'pixel-1' } })).toMatchObject({ buyerId: buyer.user.id });
  });

  test('answers also when nothing could be stored, and says so', async () => {
    await asOwner('ALTER TABLE prospects ADD CONSTRAINT broken CHECK (false) NOT VALID');
    const response = await ask('GET', '/t/p.gif');
    await asOwner('ALTER TABLE prospects DROP CONSTRAINT broken');
    expect([response.status, response.headers.get('content-type'), response.headers.get('x-recorded')]).toEqual([
      200,
      'image/gif',
      '0',
    ]);
  });
});

describe('storing many prospects in one statement', () => {
  test('answers ids in order, and twins get one row', async () => {
    const facts = { programId, ip: null, userAgent: null, referrer: null, code: null, token: null, metadata: {} };
    const visits = ['m-1', null, 'm-2', 'm-1', null].map((visitId) => ({ ...facts, visitId }));
    const ids = await storeProspects(visits);
    expect(ids).toHaveLength(5);
    expect(ids[3]).toBe(ids[0]);
    expect(new Set(ids).size).toBe(4);
    expect((await storeProspects(visits))[2]).toBe(ids[2]);
    const rows = await Prospect.findAll({ where: { id: ids } });
    expect(rows.map(({ id, visitId }) => [id, visitId]).sort()).toEqual(
      [
        [ids[0], 'm-1'],
        [ids[1], null],
        [ids[2], 'm-2'],
        [ids[4], null],
      ].sort(),
    );
  });
});

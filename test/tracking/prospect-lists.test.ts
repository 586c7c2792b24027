import { beforeAll, describe, expect, test } from '@jest/globals';
import { createLink } from '../../src/tracking/create-link.js';
import type { Link } from '../../src/tracking/link.js';
import { prospectRoutes } from '../../src/tracking/prospect-routes.js';
import { redirects } from '../../src/tracking/redirect.js';
import { Team } from '../../src/users/team.js';
import { TeamMember } from '../../src/users/team-member.js';
import '../support/database.js';
import { keyWith, newPerson, newProgram } from './people.js';
import { serve } from './web.js';

type Person = Awaited<ReturnType<typeof newPerson>>;
const { ask, call } = await serve(prospectRoutes, redirects);
let programId: number;
let buyer: Person;
let otherBuyer: Person;
let lead: Person;
let link: Link;

beforeAll(async () => {
  programId = (await newProgram()).id;
  buyer = await newPerson(programId, 'buyer');
  otherBuyer = await newPerson(programId, 'buyer');
  lead = await newPerson(programId, 'team_lead');
  const team = await Team.create({ name: 'Western team', teamLeadId: lead.user.id });
  await TeamMember.create({ teamId: team.id, userId: buyer.user.id });
  link = await createLink(buyer.actor, { destination: '/welcome' });
  for (const body of [{}, { ref: link.code }, { ref: otherBuyer.user.referralCode }])
    await call('POST', '/api/v1/prospects', { body });
});

describe('reading prospects', () => {
  const ids = async (person: Person) => {
    const [status, body] = await call('GET', '/api/v1/prospects?limit=100', { as: person.actor });
    const data = (body['data'] ?? []) as { buyer_id: number | null; ip_address: string }[];
    return { status, buyers: new Set(data.map(({ buyer_id }) => buyer_id)), count: data.length };
  };

  test("shows a buyer the own ones, a team lead the team's, owner and admin all", async () => {
    expect((await ids(buyer)).buyers).toEqual(new Set([buyer.user.id]));
    expect((await ids(otherBuyer)).buyers).toEqual(new Set([otherBuyer.user.id]));
    expect((await ids(lead)).buyers).toEqual(new Set([buyer.user.id]));
    expect((await ids(await newPerson(programId, 'admin'))).buyers).toEqual(
      new Set([null, buyer.user.id, otherBuyer.user.id]),
    );
  });

  test('is not for visitors, customers or keys without the scope', async () => {
    const customer = await newPerson(programId, 'customer');
    const statusOf = async (as?: Person['actor']) => (await call('GET', '/api/v1/prospects', as ? { as } : {}))[0];
    expect(await statusOf()).toBe(401);
    expect(await statusOf(customer.actor)).toBe(403);
    expect(await statusOf(keyWith(programId, buyer.user, 'prospects:write'))).toBe(403);
    expect(await statusOf(keyWith(programId, buyer.user, 'referrals:read'))).toBe(200);
  });

  test('stays inside the program, whoever asks', async () => {
    const other = await newPerson((await newProgram()).id, 'owner');
    expect((await ids(other)).buyers).not.toContain(buyer.user.id);
  });

  test('shows clicks in the same scopes', async () => {
    await ask('GET', `/r/${link.code}`);
    const [, own] = await call('GET', '/api/v1/clicks', { as: buyer.actor });
    const [, foreign] = await call('GET', '/api/v1/clicks', { as: otherBuyer.actor });
    expect(own['data']).not.toHaveLength(0);
    expect(foreign['data']).toEqual([]);
  });
});

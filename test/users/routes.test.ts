import '../http/unlimited.js';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { system } from '../../src/core/actor.js';
import { groups } from '../../src/routes.js';
import { forgetProofs } from '../../src/users/jobs.js';
import { notify } from '../../src/users/notify.js';
import type { User } from '../../src/users/user.js';
import { serve } from '../http/web.js';
import type { Sent } from '../http/web.js';
import { asOwner } from '../support/database.js';
import { countRows, newProgram, newUser, tokenOf } from './people.js';

const program = await newProgram();
const web = await serve(groups);
let owner: User;
let token: string;

beforeAll(async () => {
  owner = await newUser('owner');
  token = await tokenOf(owner, program);
});

const call = (method: string, path: string, sent: Sent = {}) => web.call(method, `/api/v1${path}`, { token, ...sent });

describe('people over the API', () => {
  test('are invited, found, corrected, promoted, locked out, let in and closed', async () => {
    const made = await call('POST', '/users', { body: { email: 'ida@example.com', role: 'buyer', first_name: 'Ida' } });
    expect(made.status).toBe(201);
    const path = `/users/${String(made.body.id)}`;
    expect((await call('GET', path)).body).toEqual(made.body);
    expect((await call('GET', '/users?role=buyer')).body.data).toEqual([made.body]);
    expect((await call('PATCH', path, { body: { last_name: 'Berg' } })).body.last_name).toBe('Berg');
    expect((await call('PUT', `${path}/role`, { body: { role: 'team_lead' } })).body.role).toBe('team_lead');
    expect((await call('PUT', `${path}/suspension`)).body.status).toBe('disabled');
    expect((await call('DELETE', `${path}/suspension`)).body.status).toBe('active');
    expect((await call('POST', `${path}/password-resets`)).status).toBe(204);
    expect((await call('DELETE', path)).status).toBe(204);
    expect((await call('GET', path)).body).toMatchObject({ status: 'closed', email: null });
  });

  test('are invited once under one Idempotency-Key', async () => {
    const headers = { 'idempotency-key': 'invite' };
    const body = { email: 'once@example.com', role: 'buyer' };
    const [first, again] = [
      await call('POST', '/users', { body, headers }),
      await call('POST', '/users', { body, headers }),
    ];
    expect([first.status, again.status, again.body.id]).toEqual([201, 201, first.body.id]);
  });

  test('are shown to a team lead only from the own team, and others are not found', async () => {
    const [lead, mine, other] = [await newUser('team_lead'), await newUser('buyer'), await newUser('buyer')];
    const team = await call('POST', '/teams', { body: { name: 'Shown', team_lead_id: lead.id } });
    await call('PUT', `/teams/${String(team.body.id)}/members/${String(mine.id)}`);
    const asLead = { token: await tokenOf(lead, program) };
    const seen = (await call('GET', '/users?sort=created_at', asLead)).body.data as { id: number }[];
    expect(seen.map(({ id }) => id)).toEqual([lead.id, mine.id]);
    expect((await call('GET', `/users/${String(other.id)}`, asLead)).status).toBe(404);
  });
});

describe('oneself over the API', () => {
  test('is read, corrected and closed', async () => {
    const mine = { token: await tokenOf(await newUser('customer'), program) };
    expect(
      (await call('PATCH', '/users/me', { ...mine, body: { first_name: 'Bo', language: 'hi' } })).body,
    ).toMatchObject({ first_name: 'Bo', language: 'hi' });
    expect((await call('DELETE', '/users/me', mine)).status).toBe(204);
    expect((await call('GET', '/users/me', mine)).status).toBe(401);
  });

  test('reads what one was told', async () => {
    await notify(system(program.id), { userId: owner.id, kind: 'payout.paid', title: 'Paid', source: 'outbox/1' });
    const [told] = (await call('GET', '/users/me/notifications')).body.data as { id: number }[];
    expect(told).toMatchObject({ title: 'Paid', read_at: null });
    const read = await call('PUT', `/users/me/notifications/${String(told?.id)}/reading`);
    expect(read.body.read_at).not.toBeNull();
  });
});

describe('teams over the API', () => {
  test('are made, renamed, filled, emptied and archived', async () => {
    const [lead, buyer] = [await newUser('team_lead'), await newUser('buyer')];
    const { body: team } = await call('POST', '/teams', { body: { name: 'South', team_lead_id: lead.id } });
    const path = `/teams/${String(team.id)}`;
    expect((await call('PATCH', path, { body: { name: 'Southwest' } })).body.name).toBe('Southwest');
    expect((await call('PUT', `${path}/members/${String(buyer.id)}`)).body).toMatchObject({
      user_id: buyer.id,
      left_at: null,
    });
    const { body: other } = await call('POST', '/teams', { body: { name: 'East' } });
    const moved = await call('PUT', `/users/${String(buyer.id)}/team`, { body: { team_id: other.id } });
    expect(moved.body).toMatchObject({ team_id: other.id });
    expect((await call('GET', `${path}/members`)).body.data).toEqual([
      expect.objectContaining({ user_id: buyer.id, left_at: expect.any(String) }),
    ]);
    expect((await call('DELETE', `/teams/${String(other.id)}/members/${String(buyer.id)}`)).status).toBe(204);
    expect((await call('PUT', `${path}/archival`)).body.archived_at).not.toBeNull();
    expect((await call('GET', `/teams?team_lead_id=${String(lead.id)}`)).body.data).toEqual([]);
    expect((await call('GET', path)).body.name).toBe('Southwest');
  });
});

describe('keys over the API', () => {
  test('are made, used, rotated and revoked', async () => {
    const made = await call('POST', '/api-keys', {
      body: { name: 'Shop', scopes: ['orders:read'], expires_at: '2099-01-01T00:00:00Z' },
    });
    expect(made.body).toMatchObject({ name: 'Shop', scopes: ['orders:read'], expires_at: '2099-01-01T00:00:00.000Z' });
    expect((await call('GET', '/orders', { token: made.body.key })).status).toBe(200);
    expect((await call('GET', '/leads', { token: made.body.key })).status).toBe(403);
    const next = await call('POST', `/api-keys/${String(made.body.id)}/rotations`, { body: { overlap_hours: 1 } });
    expect(next.body).toMatchObject({ replaces_id: made.body.id, key: expect.stringMatching(/^up_live_/) });
    expect((await call('PUT', `/api-keys/${String(next.body.id)}/revocation`)).body.revoked_at).not.toBeNull();
    expect((await call('GET', '/orders', { token: next.body.key })).status).toBe(401);
  });
});

describe('what proves nothing any more', () => {
  test('is forgotten, and what still does is kept', async () => {
    await tokenOf(await newUser('buyer'), program);
    const before = await countRows('refresh_tokens');
    await asOwner(`UPDATE refresh_tokens SET expires_at = now() - interval '8 days' WHERE user_id = $1`, [owner.id]);
    await forgetProofs.run({});
    expect(await countRows('refresh_tokens')).toBe(before - 1);
  });
});

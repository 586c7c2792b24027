import { describe, expect, test } from '@jest/globals';
import type { Role } from '../../src/core/actor.js';
import { authenticate } from '../../src/users/authenticate.js';
import { createApiKey } from '../../src/users/create-api-key.js';
import { disableUser } from '../../src/users/disable-user.js';
import { keyRoutes } from '../../src/users/key-routes.js';
import { rotateApiKey } from '../../src/users/rotate-api-key.js';
import { revokeApiKey } from '../../src/users/revoke-api-key.js';
import { system } from '../../src/core/actor.js';
import type { Actor } from '../../src/core/actor.js';
import { serve } from '../http/web.js';
import { asOwner } from '../support/database.js';
import { newActor, newProgram, newUser, tokenOf } from './people.js';

const program = await newProgram();
const owner = await newActor('owner', program);
const web = await serve([keyRoutes]);
const code = (name: string) => expect.objectContaining({ code: name });

/** Whom a request with this key is taken for; null when it is refused. */
const who = async (key: string, header = 'X-Api-Key'): Promise<Actor | null> => {
  const headers: Record<string, string> = {
    [header.toLowerCase()]: header === 'Authorization' ? `Bearer ${key}` : key,
  };
  const request = { headers, get: (name: string) => headers[name.toLowerCase()] };
  return authenticate(request as unknown as Parameters<typeof authenticate>[0]).catch(() => null);
};

const newKey = () => createApiKey(owner, { name: 'Shop', scopes: ['sales:write', 'orders:read'] });

describe('an API key', () => {
  test('acts in its program with its scopes, in either header', async () => {
    const { row, text } = await newKey();
    expect(text).toMatch(/^up_live_[A-Za-z0-9]{8}_[A-Za-z0-9]{43}$/);
    const expected = {
      kind: 'key',
      keyId: row.id,
      programId: program.id,
      role: null,
      scopes: ['sales:write', 'orders:read'],
    };
    expect(await who(text)).toMatchObject(expected);
    expect(await who(text, 'Authorization')).toMatchObject(expected);
  });

  test('is kept as a hash only, also in the log', async () => {
    const { text } = await newKey();
    const tables = ['api_keys', 'command_log', 'idempotency_keys'];
    for (const table of tables) {
      const [{ all } = { all: '' }] = await asOwner<{ all: string | null }>(
        `SELECT json_agg(t)::text AS all FROM ${table} t`,
      );
      expect(all ?? '').not.toContain(text);
    }
  });

  test('notes when it was last used, once a minute', async () => {
    const { row, text } = await newKey();
    expect(row.lastUsedAt ?? null).toBeNull();
    await who(text);
    const first = (await row.reload()).lastUsedAt;
    await who(text);
    expect((await row.reload()).lastUsedAt).toEqual(first);
    await asOwner(`UPDATE api_keys SET last_used_at = now() - interval '2 minutes'`);
    await who(text);
    expect((await row.reload()).lastUsedAt?.getTime()).toBeGreaterThanOrEqual(Number(first?.getTime()));
  });

  test('with one sign changed, cut short, or made up, is nobody', async () => {
    const { text } = await newKey();
    const changed = text.slice(0, -1) + (text.endsWith('A') ? 'B' : 'A');
    for (const forged of [
      changed,
      text.slice(0, -1),
      `${text} `,
      '',
      'up_live_',
      `up_live_aaaaaaaa_${'b'.repeat(43)}`,
    ]) {
      expect(await who(forged)).toBeNull();
    }
  });

  test('stops when it is revoked, expires, or its owner is disabled', async () => {
    const { row, text } = await newKey();
    await revokeApiKey(owner, { apiKeyId: row.id });
    expect(await who(text)).toBeNull();

    const brief = await newKey();
    await asOwner(`UPDATE api_keys SET expires_at = now() - interval '1 second' WHERE id = $1`, [brief.row.id]);
    expect(await who(brief.text)).toBeNull();

    const admin = await newActor('admin', program);
    const theirs = await createApiKey(admin, { name: 'Theirs', scopes: ['orders:read'] });
    await disableUser(system(), { userId: Number(admin.userId) });
    expect(await who(theirs.text)).toBeNull();
  });
});

describe('making a key', () => {
  test('is for owner and admin, in a program', async () => {
    for (const role of ['team_lead', 'buyer', 'telemarketer', 'funds_coordinator', 'affiliate', 'customer'] as Role[]) {
      const attempt = createApiKey(await newActor(role, program), { name: 'Shop', scopes: ['sales:write'] });
      await expect(attempt).rejects.toEqual(code('not_allowed'));
    }
    const nowhere = createApiKey(await newActor('owner'), { name: 'Shop', scopes: ['sales:write'] });
    await expect(nowhere).rejects.toEqual(code('not_allowed'));
  });

  test.each([
    ['no scope', { scopes: [] }],
    ['a scope that does not exist', { scopes: ['everything'] }],
    ['an end that has passed', { expiresAt: '2020-01-01T00:00:00Z' }],
    ['an owner', { ownerId: 1 }],
  ])('with %s is refused', async (_what, part) => {
    const input = { name: 'Shop', scopes: ['sales:write'], ...part } as Parameters<typeof createApiKey>[1];
    await expect(createApiKey(owner, input)).rejects.toEqual(code('invalid'));
  });

  test('shows it once: the list has the prefix', async () => {
    const user = await newUser('owner');
    const token = await tokenOf(user, program);
    const headers = { 'idempotency-key': 'make-a-key' };
    const made = await web.call('POST', '/api/v1/api-keys', {
      token,
      headers,
      body: { name: 'Shop', scopes: ['sales:write'] },
    });
    expect(made.status).toBe(201);
    const listed = await web.call('GET', '/api/v1/api-keys', { token });
    expect(listed.text).not.toContain(made.body.key);
    expect(listed.text).not.toContain('hash');
    expect(listed.body.data[0]).toMatchObject({ id: made.body.id, prefix: made.body.prefix });
    expect(await asOwner(`SELECT 1 FROM idempotency_keys WHERE key = 'make-a-key'`)).toEqual([]);
  });
});

describe('rotating a key', () => {
  test('gives a new one, and both work during the overlap', async () => {
    const old = await newKey();
    const next = await rotateApiKey(owner, { apiKeyId: old.row.id });
    expect(next.row).toMatchObject({ replacesId: old.row.id, scopes: old.row.scopes, name: 'Shop' });
    expect(await who(old.text)).not.toBeNull();
    expect(await who(next.text)).not.toBeNull();
    const hours = (Number((await old.row.reload()).expiresAt) - Date.now()) / 3_600_000;
    expect(Math.round(hours)).toBe(24);
  });

  test('without overlap ends the old one at once', async () => {
    const old = await newKey();
    await rotateApiKey(owner, { apiKeyId: old.row.id, overlapHours: 0 });
    expect(await who(old.text)).toBeNull();
  });

  test('is done once, and not to a revoked key', async () => {
    const old = await newKey();
    const outcomes = await Promise.allSettled([1, 2, 3].map(() => rotateApiKey(owner, { apiKeyId: old.row.id })));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const revoked = await newKey();
    await revokeApiKey(owner, { apiKeyId: revoked.row.id });
    await expect(rotateApiKey(owner, { apiKeyId: revoked.row.id })).rejects.toEqual(code('wrong_state'));
  });

  test('of another program is not found', async () => {
    const { row } = await newKey();
    const elsewhere = await newActor('owner', await newProgram());
    await expect(rotateApiKey(elsewhere, { apiKeyId: row.id })).rejects.toEqual(code('not_found'));
    await expect(revokeApiKey(elsewhere, { apiKeyId: row.id })).rejects.toEqual(code('not_found'));
  });
});

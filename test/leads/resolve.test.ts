import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Actor } from '../../src/core/actor.js';
import { resolveLead } from '../../src/leads/resolve-lead.js';
import { newLead, person, programWith } from './office.js';

let owner: Actor;
let key: Actor;

beforeAll(async () => {
  owner = await person('owner', await programWith());
  key = { ...owner, kind: 'key', role: null, keyId: 1, scopes: ['leads:write'] };
});

describe('an installation that a partner reports', () => {
  const report = (externalId: string, referralCode: string | null = null) =>
    resolveLead(key, { name: 'Shop of Ada', externalId, referralCode });

  test('makes the lead once, and keeps who sent it once', async () => {
    const first = await report('shop-1', 'FIRST');
    const again = await report('shop-1', 'SECOND');
    expect([first.isNew, again.isNew]).toEqual([true, false]);
    expect(again.lead.id).toBe(first.lead.id);
    expect((await first.lead.reload()).attribution).toMatchObject({ code: 'FIRST' });
  });

  test('finds the lead that we have, by its e-mail', async () => {
    const lead = await newLead(owner, { email: 'known@example.com' });
    const { lead: found } = await resolveLead(key, {
      name: 'Known',
      email: 'known@example.com',
      externalId: 'shop-2',
      referralCode: 'CODE',
    });
    expect(found.id).toBe(lead.id);
    expect(found.get()).toMatchObject({ externalId: 'shop-2', attribution: { code: 'CODE' }, name: lead.name });
  });

  test('is for keys that may write leads', async () => {
    const report = resolveLead(owner, { name: 'A' });
    await expect(report).rejects.toMatchObject({ code: 'not_allowed' });
  });
});

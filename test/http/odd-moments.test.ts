import './unlimited.js';
import { describe, expect, test } from '@jest/globals';
import { system } from '../../src/core/actor.js';
import { defaultProgram } from '../../src/programs/find-program.js';
import { installPresets } from '../../src/programs/install-presets.js';
import { groups } from '../../src/routes.js';
import { newUser, tokenOf } from '../users/people.js';
import { serve } from './web.js';

const web = await serve(groups);
await installPresets(system(), {});
const token = await tokenOf(await newUser('owner'), await defaultProgram());

const odd = ['0000-01-01T00:00:00Z', '9999-12-31T23:59:59-23:59', '0001-01-01T00:00:00+23:59'];

describe('a moment that no calendar of the database has', () => {
  test.each(odd)('%s is refused in a filter', async (at) => {
    const query = `occurred[gte]=${encodeURIComponent(at)}`;
    expect((await web.call('GET', `/api/v1/sales?${query}`, { token })).status).toBe(400);
  });

  test.each(odd)('%s is refused as the moment of a sale', async (at) => {
    const body = { external_order_id: at, amount: '1.00', occurred_at: at };
    const { status, body: problem } = await web.call('POST', '/api/v1/sales', { token, body });
    expect([status, problem.errors?.[0]?.pointer]).toEqual([422, '/occurred_at']);
  });
});

import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Actor } from '../../src/core/actor.js';
import { callDesk } from '../../src/leads/desk-routes.js';
import { leads } from '../../src/leads/routes.js';
import { serve } from '../tracking/web.js';
import { freshPhone, idOf, person, programWith, team } from './office.js';

const { call, ask } = await serve(leads, callDesk);

let owner: Actor;
let ours: Awaited<ReturnType<typeof team>>;
let theirs: Awaited<ReturnType<typeof team>>;

beforeAll(async () => {
  const program = await programWith();
  owner = await person('owner', program);
  [ours, theirs] = [await team(program), await team(program)];
});

describe('the leads API', () => {
  test('takes a lead from the first call to the sale', async () => {
    const body = { name: 'Ada Example', phone: freshPhone(), time_zone: 'Asia/Dhaka' };
    const [created, lead] = await call('POST', '/api/v1/leads', { as: owner, body });
    expect([created, lead]).toMatchObject([201, { name: 'Ada Example', stage: 'new_account', assignee_id: null }]);
    const path = `/api/v1/leads/${String(lead['id'])}`;
    const [, assigned] = await call('PUT', `${path}/assignment`, {
      as: ours.lead,
      body: { assignee_id: idOf(ours.first) },
    });
    expect(assigned).toMatchObject({ assignee_id: idOf(ours.first), team_id: ours.teamId });
    const [, desk] = await call('GET', '/api/v1/call-desk', { as: ours.first });
    expect(desk).toMatchObject({ lead: { id: lead['id'] }, turn: 'new', waiting: { new: 1 } });
    const [, called] = await call('POST', `${path}/calls`, { as: ours.first, body: { disposition: 'interested' } });
    expect(called).toMatchObject({ stage: 'lead', substage: 'qualified', attempts: 1 });
    const [, moved] = await call('PUT', `${path}/stage`, { as: ours.first, body: { stage: 'demo' } });
    expect(moved).toMatchObject({ stage: 'demo', score: 35 });
    const sold = await call('PUT', `${path}/conversion`, { as: ours.first, body: { amount: '59.00' } });
    expect(sold).toMatchObject([200, { lead: { status: 'converted' } }]);
    expect(typeof sold[1]['sale_id']).toBe('number');
    const [, history] = await call('GET', `${path}/events`, { as: ours.lead });
    const kinds = (history['data'] as { kind: string }[]).map(({ kind }) => kind);
    expect(kinds).toEqual(['converted', 'moved', 'call', 'assigned', 'created']);
  });

  test('shows each their own, by filters and page by page', async () => {
    for (const name of ['One', 'Two', 'Three']) {
      await call('POST', '/api/v1/leads', { as: theirs.first, body: { name, phone: freshPhone() } });
    }
    const [, page] = await call('GET', '/api/v1/leads?limit=2&status=open', { as: theirs.first });
    expect(page).toMatchObject({ has_more: true, data: [{ name: 'Three' }, { name: 'Two' }] });
    const [, rest] = await call('GET', `/api/v1/leads?limit=2&status=open&after=${String(page['next_cursor'])}`, {
      as: theirs.first,
    });
    expect(rest).toMatchObject({ has_more: false, data: [{ name: 'One' }] });
    const [, none] = await call('GET', '/api/v1/leads?status=open', { as: theirs.second });
    expect(none).toMatchObject({ data: [] });
    const [status] = await call('GET', '/api/v1/leads?nickname=x', { as: theirs.first });
    expect(status).toBe(400);
  });

  test('hides a lead of others behind 404, in every verb', async () => {
    const body = { name: 'Hidden', phone: freshPhone() };
    const [, lead] = await call('POST', '/api/v1/leads', { as: ours.first, body });
    const path = `/api/v1/leads/${String(lead['id'])}`;
    const asked = [
      ['GET', path],
      ['PATCH', path, { name: 'Mine' }],
      ['DELETE', path],
      ['PUT', `${path}/stage`, { stage: 'lead' }],
      ['PUT', `${path}/conversion`, { amount: '1.00' }],
      ['POST', `${path}/calls`, { disposition: 'busy' }],
      ['POST', `${path}/notes`, { note: 'x' }],
      ['GET', `${path}/events`],
    ] as const;
    for (const [method, at, sent] of asked) {
      expect([method, at, (await call(method, at, { as: theirs.first, body: sent }))[0]]).toEqual([method, at, 404]);
    }
    expect((await ask('DELETE', path, { as: ours.first })).status).toBe(204);
    expect((await call('GET', path, { as: ours.first }))[0]).toBe(404);
    expect((await call('PUT', `${path}/restoration`, { as: ours.lead, body: {} }))[0]).toBe(200);
  });

  test('brings in a file and hands back what was refused', async () => {
    const body = { file_name: 'leads.csv', csv: 'name,email\n,a@x\nBob,bob@x' };
    const [status, made] = await call('POST', '/api/v1/lead-imports', { as: ours.lead, body });
    expect([status, made]).toMatchObject([201, { imported: 1, refused: [{ line: 2, reason: 'missing name' }] }]);
    const file = await ask('GET', `/api/v1/lead-imports/${String(made['id'])}/refused-rows`, { as: ours.lead });
    expect(file.headers.get('content-disposition')).toContain(`refused-${String(made['id'])}.csv`);
    expect(await file.text()).toBe('line,reason,name,email\n2,missing name,,a@x\n');
  });

  test('tells the pipeline, and refuses visitors', async () => {
    const [, pipeline] = await call('GET', '/api/v1/pipeline', { as: ours.first });
    expect(pipeline).toMatchObject({
      stages: { length: 8, 0: { key: 'new_account', substages: [{ key: 'new' }, {}] } },
    });
    expect((await call('GET', '/api/v1/leads'))[0]).toBe(401);
    expect((await call('POST', '/api/v1/leads', { body: { name: 'A' } }))[0]).toBe(401);
  });
});

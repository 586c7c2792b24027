import { beforeAll, describe, expect, test } from '@jest/globals';
import { addBankAccount } from '../../src/payouts/add-bank-account.js';
import { requestPayout } from '../../src/payouts/request-payout.js';
import { programByKey } from '../../src/programs/find-program.js';
import { actorOf } from '../../src/users/actor-of.js';
import { User } from '../../src/users/user.js';
import { asOwner } from '../support/database.js';
import { openPanel } from './panel.js';
import type { Panel } from './panel.js';

let panel: Panel;
beforeAll(async () => {
  panel = await openPanel();
}, 120_000);

describe('an action that is right', () => {
  test('changes the row once, tells it in the history, and is refused the second time', async () => {
    const { owner } = panel.seats;
    const { body: list } = await owner.get(
      '/admin/api/resources/commissions/actions/list?filters.status=pending&sortBy=id&direction=asc',
    );
    const path = `/admin/api/resources/commissions/records/${String(list.records[0].id)}`;
    const first = await panel.seats.admin.post(`${path}/approve`, { input: { reason: 'checked' } });
    expect(first.status).toBe(200);
    expect(first.body.record.values.status).toBe('approved');
    const second = await panel.seats.admin.post(`${path}/approve`, { input: {} });
    expect(second).toMatchObject({ status: 409, body: { code: 'wrong_state' } });
    const { body: told } = await owner.get(`${path}/history`);
    expect(told.history[0]).toMatchObject({
      who: 'Adam Admin',
      command: 'commission.approve',
      before: { status: 'pending' },
      after: { status: 'approved' },
    });
  });

  test('twenty times at once, approves once', async () => {
    const { body: list } = await panel.seats.owner.get(
      '/admin/api/resources/commissions/actions/list?filters.status=pending&sortBy=id&direction=asc',
    );
    const path = `/admin/api/resources/commissions/records/${String(list.records[0].id)}/approve`;
    const replies = await Promise.all(Array.from({ length: 20 }, () => panel.seats.admin.post(path, { input: {} })));
    const statuses = replies.map(({ status }) => status).toSorted((a, b) => a - b);
    expect(statuses).toEqual([200, ...Array.from({ length: 19 }, () => 409)]);
  });

  test('over many rows answers for each, and takes all that match the filters', async () => {
    const path = '/admin/api/resources/commissions/actions/approveSelected';
    const { body: asked } = await panel.seats.owner.get(`${path}?filters.status=pending`);
    const [{ count } = { count: 0 }] = await asOwner<{ count: number }>(
      `SELECT count(*)::int AS count FROM commissions WHERE status = 'pending' AND program_id = (SELECT id FROM programs WHERE is_default)`,
    );
    expect(asked.ids.length).toBe(count);
    const ids = [...asked.ids.slice(0, 5), '999999'].map(Number);
    const { body: told } = await panel.seats.admin.post(path, { ids, input: {} });
    const messages = told.results.map(({ message }: { message: string | null }) => message);
    expect(messages).toEqual([null, null, null, null, null, 'There is no such row.']);
    const again = await panel.seats.admin.post(path, { ids: ids.slice(0, 2), input: {} });
    expect(again.body.results[0].message).toContain('approved');
  });

  test('shows a new key this once, and nowhere else', async () => {
    const made = await panel.seats.owner.post('/admin/api/resources/api_keys/actions/create', {
      input: { name: 'Shop', scopes: ['sales:write'] },
    });
    const text = made.body.reveal[0].value as string;
    expect(text).toMatch(/^up_live_/);
    const list = await panel.seats.owner.get('/admin/api/resources/api_keys/actions/list');
    expect(list.text).toContain('Shop');
    expect(list.text).not.toContain(text);
    const audit = await panel.seats.owner.get('/admin/api/resources/command_log/actions/export');
    expect(audit.text).not.toContain(text);
  });

  test('puts chosen payouts into one batch with one call', async () => {
    const tara = await User.findOne({ where: { email: panel.emailOf('telemarketer') }, rejectOnEmpty: true });
    const { id: programId } = await programByKey('telemarketing');
    const actor = actorOf(tara, programId);
    const account = {
      holder: 'Tara Talker',
      bankName: 'Example Bank',
      bankCode: 'EXAMPLE1',
      accountNumber: '1234567890',
    };
    await addBankAccount(actor, account);
    const payout = await requestPayout(actor, { amount: '3.00' });
    const { owner, funds_coordinator: fern } = panel.seats;
    await owner.post(`/admin/api/resources/payouts/records/${String(payout.id)}/approve`, { input: {} });
    const made = await fern.post('/admin/api/resources/payouts/actions/batchSelected', { ids: [payout.id], input: {} });
    expect([made.status, made.text]).toEqual([200, expect.any(String)]);
    const path = `/admin/api/resources/payout_batches/records/${made.body.resultId as string}/bankFile`;
    const file = await fern.post(path, { input: { format: 'csv' } });
    expect(file.body.download).toMatchObject({ type: 'text/csv' });
    expect(file.body.download.content).toContain('1234567890');
    const shown = await fern.get('/admin/api/resources/bank_accounts/actions/list');
    expect(shown.text).toContain('7890');
    expect(shown.text).not.toContain('1234567890');
  });

  test('imports a file and lists what it refused', async () => {
    const csv = 'name,email\n,a@example.com\nBob,b@example.com';
    const made = await panel.seats.owner.post('/admin/api/resources/imports/actions/import', {
      input: { fileName: 'leads.csv', csv },
    });
    expect(made.status).toBe(200);
    const { body: list } = await panel.seats.owner.get('/admin/api/resources/imports/actions/list');
    expect(list.records[0].values).toMatchObject({ rows: 2, imported: 1 });
    const { body: shown } = await panel.seats.owner.get(
      `/admin/api/resources/imports/records/${list.records[0].id as string}/show`,
    );
    expect(shown.record.values.refused).toContain('missing name');
  });
});

import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Actor } from '../../src/core/actor.js';
import type { Program } from '../../src/programs/program.js';
import { Payout } from '../../src/payouts/payout.js';
import { memberWith, person, programOfTest } from './people.js';
import { call, freshKey } from './web.js';

let program: Program;
let finance: Actor;
beforeAll(async () => {
  program = await programOfTest();
  finance = await person('funds_coordinator', program);
});

const ask = (actor: Actor | null, amount: unknown, key = freshKey()) =>
  call(actor, 'POST', '/payouts', { body: { amount }, key });

describe('POST /payouts', () => {
  test('answers 201 with the payout', async () => {
    const { actor, member } = await memberWith(1000n, program);
    const { status, body } = await ask(actor, '6.00');
    expect(status).toBe(201);
    expect(body).toMatchObject({
      member_id: member.id,
      status: 'requested',
      gross: { amount: '6.00', currency: 'BDT' },
    });
  });

  test('needs an Idempotency-Key', async () => {
    const { actor } = await memberWith(1000n, program);
    const { status, body } = await call(actor, 'POST', '/payouts', { body: { amount: '6.00' } });
    expect([status, body['code']]).toEqual([422, 'idempotency_key_required']);
  });

  test('with the same key twice asks once', async () => {
    const { actor, member } = await memberWith(1000n, program);
    const key = freshKey();
    const [first, second] = [await ask(actor, '4.00', key), await ask(actor, '4.00', key)];
    expect(second).toEqual({ ...first, replayed: true });
    expect(await Payout.count({ where: { memberId: member.id } })).toBe(1);
    expect((await ask(actor, '5.00', key)).body['code']).toBe('idempotency_key_reused');
  });

  test('beyond the balance answers 409', async () => {
    const { actor } = await memberWith(1000n, program);
    const { status, body } = await ask(actor, '10.01');
    expect([status, body['code']]).toEqual([409, 'insufficient_funds']);
  });

  test('names a field that is not acceptable', async () => {
    const { actor } = await memberWith(1000n, program);
    const { status, body } = await ask(actor, '-1');
    expect(status).toBe(422);
    expect(body['errors']).toEqual([expect.objectContaining({ pointer: '/amount' })]);
  });

  test('is closed to visitors', async () => {
    expect((await ask(null, '1.00')).status).toBe(401);
  });
});

describe('the life of a payout over HTTP', () => {
  test('goes from request over approval to settlement', async () => {
    const { actor } = await memberWith(1000n, program);
    const { body } = await ask(actor, '10.00');
    const path = `/payouts/${String(body['id'])}`;
    expect((await call(actor, 'PUT', `${path}/approval`, { body: {} })).status).toBe(403);
    expect((await call(finance, 'PUT', `${path}/approval`)).body).toMatchObject({ status: 'approved' });
    const settled = await call(finance, 'PUT', `${path}/settlement`, { body: { bank_reference: 'HTTP-1' } });
    expect(settled.body).toMatchObject({ status: 'paid', bank_reference: 'HTTP-1' });
    expect((await call(finance, 'PUT', `${path}/failure`, { body: { reason: 'late' } })).status).toBe(409);
    expect((await call(actor, 'GET', path)).body).toMatchObject({ status: 'paid' });
  });

  test('can end in rejection or cancellation', async () => {
    const { actor } = await memberWith(1000n, program);
    const first = `/payouts/${String((await ask(actor, '1.00')).body['id'])}`;
    const second = `/payouts/${String((await ask(actor, '1.00')).body['id'])}`;
    const rejected = await call(finance, 'PUT', `${first}/rejection`, { body: { reason: 'wrong bank account' } });
    expect(rejected.body).toMatchObject({ status: 'rejected', close_reason: 'wrong bank account' });
    expect((await call(actor, 'PUT', `${second}/cancellation`)).body).toMatchObject({ status: 'cancelled' });
  });
});

describe('GET /payouts', () => {
  test('lists to a member the own ones only, to finance all', async () => {
    const { actor, member } = await memberWith(1000n, program);
    const { actor: other } = await memberWith(1000n, program);
    const { body } = await ask(actor, '1.00');
    await ask(other, '1.00');
    const own = (await call(actor, 'GET', '/payouts')).body.data ?? [];
    expect(own.map(({ id }) => id)).toEqual([body['id']]);
    expect((await call(other, 'GET', `/payouts/${String(body['id'])}`)).status).toBe(404);
    const all = (await call(finance, 'GET', '/payouts?limit=100')).body.data ?? [];
    expect(all.length).toBeGreaterThan(1);
    const filtered = (await call(finance, 'GET', `/payouts?member_id=${member.id}&status=requested`)).body.data ?? [];
    expect(filtered.map(({ id }) => id)).toEqual([body['id']]);
  });

  test('refuses a filter it does not know', async () => {
    expect((await call(finance, 'GET', '/payouts?amount=1')).status).toBe(400);
  });
});

describe('GET /payout-previews', () => {
  test('shows what would arrive', async () => {
    const { actor } = await memberWith(1000n, program);
    const { body } = await call(actor, 'GET', '/payout-previews?amount=10.01');
    expect(body).toMatchObject({ net: { amount: '10.01' }, available: { amount: '10.00' } });
    expect(body['refusal']).toContain('10.00');
  });
});

describe('GET /wallets', () => {
  test('shows the own wallet with its statement, page by page', async () => {
    const { actor } = await memberWith(1000n, program);
    const { data = [] } = (await call(actor, 'GET', '/wallets')).body;
    expect(data).toEqual([
      expect.objectContaining({ kind: 'wallet', available: { amount: '10.00', currency: 'BDT' } }),
    ]);
    const path = `/wallets/${String(data[0]?.['id'])}`;
    expect((await call(actor, 'GET', path)).body).toEqual(data[0]);
    const { body } = await ask(actor, '4.00');
    await call(finance, 'PUT', `/payouts/${String(body['id'])}/approval`);
    await call(finance, 'PUT', `/payouts/${String(body['id'])}/settlement`, { body: { bank_reference: 'HTTP-2' } });
    const first = (await call(actor, 'GET', `${path}/statement?limit=1`)).body;
    expect(first.data).toMatchObject([{ kind: 'payout', amount: { amount: '-4.00' }, balance: { amount: '6.00' } }]);
    const second = (await call(actor, 'GET', `${path}/statement?limit=1&after=${String(first['next_cursor'])}`)).body;
    expect(second).toMatchObject({ data: [{ kind: 'adjustment' }], has_more: false, next_cursor: null });
  });

  test('hides the wallets of others', async () => {
    const { actor } = await memberWith(1000n, program);
    const { actor: other } = await memberWith(1000n, program);
    const { data = [] } = (await call(actor, 'GET', '/wallets')).body;
    const path = `/wallets/${String(data[0]?.['id'])}`;
    expect((await call(other, 'GET', path)).status).toBe(404);
    expect((await call(other, 'GET', `${path}/statement`)).status).toBe(404);
    expect((await call(finance, 'GET', path)).status).toBe(200);
  });
});

describe('the batch routes', () => {
  test('take a payout to the bank and back', async () => {
    const { actor } = await memberWith(1000n, program);
    const account = {
      holder: 'Asha Example',
      bank_name: 'Example Bank',
      bank_code: 'EXAMDEFF',
      account_number: '0001112223',
    };
    await call(actor, 'POST', '/bank-accounts', { body: account });
    const id = Number((await ask(actor, '6.00')).body['id']);
    await call(finance, 'PUT', `/payouts/${id}/approval`);
    const batch = await call(finance, 'POST', '/payout-batches', { body: { payout_ids: [id] } });
    expect([batch.status, batch.body['payout_count']]).toEqual([201, 1]);
    const path = `/payout-batches/${String(batch.body['id'])}`;
    const file = await call(finance, 'PUT', `${path}/export`, { body: { format: 'csv' } });
    expect(file.body['content']).toContain('0001112223');
    const answer = `reference,status,bank_reference\nPAYOUT-${id},paid,HTTP-3`;
    const taken = await call(finance, 'PUT', `${path}/answer`, { body: { file: answer } });
    expect(taken.body).toMatchObject({ waiting: 0, batch: { status: 'answered' }, lines: [{ outcome: 'paid' }] });
    const listed = (await call(finance, 'GET', '/payout-batches?status=answered')).body.data ?? [];
    expect(listed).toHaveLength(1);
  });

  test('are closed to members', async () => {
    const { actor } = await memberWith(1000n, program);
    expect((await call(actor, 'GET', '/payout-batches')).status).toBe(403);
    expect((await call(actor, 'PUT', '/payout-batches/1/export', { body: { format: 'csv' } })).status).toBe(403);
  });
});

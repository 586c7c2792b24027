import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { root } from '../config/paths.js';
import { Commission } from '../src/commissions/commission.js';
import { Run } from '../src/core/run.js';
import { Lead } from '../src/leads/lead.js';
import { wallet } from '../src/ledger/address.js';
import { balanceOf } from '../src/ledger/balance.js';
import { Order } from '../src/orders/order.js';
import { Sale } from '../src/orders/sale.js';
import { Payout } from '../src/payouts/payout.js';
import { Prospect } from '../src/tracking/prospect.js';
import { newVisitor } from './support/browser.js';
import { startWeb, startWorker } from './support/programs.js';
import type { Program } from './support/programs.js';
import { until } from './support/until.js';
import { Desk } from './story/desk.js';
import { emailOf, foundTown, password } from './story/town.js';

let web: Program;
let worker: Program;
let town: Awaited<ReturnType<typeof foundTown>>;
let token: string;

beforeAll(async () => {
  town = await foundTown();
  [web, worker] = await Promise.all([startWeb(), startWorker()]);
}, 180_000);
afterAll(async () => {
  await Promise.all([web.stop(), worker.stop()]);
});

const call = async (method: string, path: string, body: unknown, headers: Readonly<Record<string, string>>) => {
  const answer = await fetch(`${web.url}/api/v1${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
};

const run = promisify(execFile);

const amounts = (lines: readonly Commission[]) =>
  lines.map(({ kind, beneficiaryId, amount }) => [kind, beneficiaryId, amount]);

describe('the whole story', () => {
  test('a visitor follows a link, lands, and orders', async () => {
    const page = await (await newVisitor(web.url)).newPage();
    await page.goto('/r/story');
    expect(new URL(page.url()).pathname).toBe('/welcome');
    const [cookie] = (await page.context().cookies()).filter(({ name }) => name === 'referral_token');
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax' });
    token = (cookie?.value ?? '').split('.')[0] ?? '';
    const prospect = await Prospect.findOne({ order: [['id', 'DESC']], rejectOnEmpty: true });
    await page.getByRole('link', { name: /order/i }).first().click();
    await page.getByLabel(/first name/i).fill('Casey');
    await page.getByLabel(/e-?mail/i).fill('casey.customer@example.com');
    await page.getByRole('button', { name: /order/i }).click();
    await page.getByRole('heading', { name: /thank/i }).waitFor();
    const order = await Order.findOne({ order: [['id', 'DESC']], rejectOnEmpty: true });
    expect(order).toMatchObject({
      customerEmail: 'casey.customer@example.com',
      attributedMemberId: town.partner.id,
      prospectId: prospect.id,
    });
  });

  test('a partner verifies a sale, twice, and it is one sale', async () => {
    const headers = { authorization: `Bearer ${town.key}` };
    const order = { external_order_id: 'ORD-556', amount: '100.00', referral_token: token };
    const first = await call('POST', '/sales', order, headers);
    const again = await call('POST', '/sales', order, headers);
    expect(first).toMatchObject({ status: 201, body: { status: 'confirmed', attributed_member_id: town.partner.id } });
    expect(again.body['id']).toBe(first.body['id']);
    expect(await Sale.count({ where: { externalOrderId: 'ORD-556' } })).toBe(1);
    const lines = await Commission.findAll({ where: { saleId: Number(first.body['id']) }, order: ['id'] });
    expect(amounts(lines)).toEqual([
      ['direct_sale', town.partner.id, 1000n],
      ['binary_match', town.parent.id, 500n],
    ]);
    expect(lines.map(({ status }) => status)).toEqual(['pending', 'pending']);
  });

  test('a team lead assigns a lead, a telemarketer calls it, and it is converted into a sale', async () => {
    const lead = await Lead.findOne({ where: { email: 'lara.lead@example.com' }, rejectOnEmpty: true });
    const lara = await Desk.signIn(web.url, emailOf.team_lead);
    await lara.record('leads', lead.id);
    await lara.act('assign', { 'Assign to': 'Tara' });

    const tara = await Desk.signIn(web.url, emailOf.telemarketer);
    expect(await tara.list('leads')).toContain('Lara Lead');
    await tara.record('leads', lead.id);
    await tara.act('recordCall', { 'How it ended': 'interested' });
    await tara.record('leads', lead.id);
    await tara.act('convert', { Amount: '200.00' });

    expect(await lead.reload()).toMatchObject({ status: 'converted', attempts: 1 });
    const lines = await Commission.findAll({ where: { saleId: lead.saleId ?? 0 }, order: ['id'] });
    expect(amounts(lines)).toEqual([
      ['direct_sale', town.caller.id, 2000n],
      ['binary_match', town.parent.id, 1000n],
    ]);
    expect([...lara.complaints, ...tara.complaints]).toEqual([]);
  });

  test('jobs deliver events and end holding periods with a run that shows its progress', async () => {
    const matured = { where: { kind: 'mature-holds', status: 'posted' } };
    await until('a run has ended the holding period', async () => (await Run.count(matured)) > 0, 90_000);
    const run = await Run.findOne({ ...matured, rejectOnEmpty: true });
    expect(run).toMatchObject({ progress: 1, total: 1 });
    const owner = await Desk.signIn(web.url, emailOf.owner);
    await owner.choose('Binary classic');
    expect(await owner.list('runs')).toContain('Posted');
  }, 180_000);

  test('an admin approves one commission and the rest in bulk, and wallets are credited once', async () => {
    const [first] = await Commission.findAll({ where: { status: 'pending' }, order: ['id'] });
    const adam = await Desk.signIn(web.url, emailOf.admin);
    await adam.record('commissions', first?.id ?? 0);
    await adam.act('approve', { Reason: 'checked' });
    await adam.list('commissions', '?filters.status=pending');
    expect(await adam.actOnAll('Approve')).toContain('3');
    expect(await Commission.count({ where: { status: 'pending', programId: town.programId } })).toBe(0);
    expect((await balanceOf(wallet(town.partner.id), town.currency)).balance).toBe(1000n);
    expect((await balanceOf(wallet(town.parent.id), town.currency)).balance).toBe(1500n);
    expect(adam.complaints).toEqual([]);
  });

  test('the member asks for a payout, the funds coordinator approves and settles it, and the books balance', async () => {
    const session = await call('POST', '/auth/login', { login: emailOf.affiliate, password }, {});
    const headers = { authorization: `Bearer ${String(session.body['access_token'])}`, 'idempotency-key': 'payout-1' };
    const asked = await call('POST', '/payouts', { amount: '10.00' }, headers);
    expect(asked).toMatchObject({ status: 201, body: { status: 'requested' } });

    const fern = await Desk.signIn(web.url, emailOf.funds_coordinator);
    const payoutId = Number(asked.body['id']);
    await fern.record('payouts', payoutId);
    await fern.act('approve');
    await fern.record('payouts', payoutId);
    await fern.act('settle', { 'Bank reference': 'BANK-0001' });

    const payout = await Payout.findByPk(payoutId, { rejectOnEmpty: true });
    expect(payout).toMatchObject({ status: 'paid', bankReference: 'BANK-0001' });
    expect((await balanceOf(wallet(town.partner.id), town.currency)).balance).toBe(0n);
    expect(await Commission.count({ where: { status: 'paid', beneficiaryId: town.partner.id } })).toBe(1);
    const books = await run(process.execPath, [join(root, 'build/js/src/books.js')], {
      cwd: root,
      env: { ...process.env },
    });
    expect(books.stderr).toBe('');
    expect(fern.complaints).toEqual([]);
  });

  test('the audit shows who did each step', async () => {
    const olive = await Desk.signIn(web.url, emailOf.owner);
    let audit = '';
    await until('the audit has loaded', async () =>
      (audit = await olive.list('command_log')).includes('payout.settle'),
    );
    for (const [who, what] of [
      ['Fern Funds', 'payout.settle'],
      ['Fern Funds', 'payout.approve'],
      ['Anna Affiliate', 'payout.request'],
      ['Adam Admin', 'commission.approve'],
    ] as const) {
      expect(audit).toContain(who);
      expect(audit).toContain(what);
    }
    expect(olive.complaints).toEqual([]);
  });
});

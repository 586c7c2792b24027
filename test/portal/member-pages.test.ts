import { beforeAll, describe, expect, test } from '@jest/globals';
import { approveCommission } from '../../src/commissions/approve-commission.js';
import { Commission } from '../../src/commissions/commission.js';
import { system } from '../../src/core/actor.js';
import { wallet } from '../../src/ledger/address.js';
import { balanceOf } from '../../src/ledger/balance.js';
import { KycCase } from '../../src/compliance/kyc-case.js';
import { BankAccount } from '../../src/payouts/bank-account.js';
import { Payout } from '../../src/payouts/payout.js';
import { portal } from '../../src/portal/routes.js';
import { createLink } from '../../src/tracking/create-link.js';
import { Link } from '../../src/tracking/link.js';
import { Notification } from '../../src/users/notification.js';
import { notify } from '../../src/users/notify.js';
import '../support/database.js';
import { serve } from '../tracking/web.js';
import { newBrowser, newMemberWithPassword, openTelemarketing, sell } from './member.js';

type Person = Awaited<ReturnType<typeof newMemberWithPassword>>;
const { url } = await serve(...portal);
let me: Person;
let other: Person;
let browser: ReturnType<typeof newBrowser>;
let programId: number;

const available = async () => (await balanceOf(wallet(me.member.id), 'BDT')).available;
const approveOne = async (person: Person) => {
  await sell(person);
  const line = await Commission.findOne({
    where: { beneficiaryId: person.member.id },
    order: [['id', 'DESC']],
    rejectOnEmpty: true,
  });
  await approveCommission(system(programId), { commissionId: line.id });
  return line;
};

beforeAll(async () => {
  programId = (await openTelemarketing()).id;
  [me, other] = [await newMemberWithPassword(programId), await newMemberWithPassword(programId)];
  browser = newBrowser(url);
  await browser.signIn(me.user.email ?? '');
});

describe('the overview', () => {
  test('says what to do before anything was earned, then what there is', async () => {
    expect((await browser.get('/my')).html).toContain('Earn your first commission');
    await sell(me);
    await approveOne(me);
    const { html } = await browser.get('/my');
    for (const words of ['BDT&nbsp;10.00', 'pending', 'approved', `/r/${me.user.referralCode}`]) {
      expect(html.replaceAll('\u00a0', '&nbsp;')).toContain(words);
    }
  });
});

describe('commissions', () => {
  test('are listed, each with its story', async () => {
    const line = await Commission.findOne({ where: { beneficiaryId: me.member.id }, rejectOnEmpty: true });
    expect((await browser.get('/my/commissions')).html).toContain(`/my/commissions/${String(line.id)}`);
    expect((await browser.get(`/my/commissions/${String(line.id)}`)).html).toContain('10 % of 100.00 BDT is 10.00 BDT');
  });

  test('credited stand on the statement, each for what it was', async () => {
    const inHindi = newBrowser(url);
    inHindi.keep(`${browser.cookie()}; upline_language=hi`);
    expect((await browser.get('/my/statement')).html).toContain('<span class="sentence">Your sale</span>');
    expect((await inHindi.get('/my/statement')).html).toContain('<span class="sentence">आपकी बिक्री</span>');
  });

  test('of others are not found, and not listed', async () => {
    const line = await approveOne(other);
    expect((await browser.get(`/my/commissions/${String(line.id)}`)).status).toBe(404);
    expect((await browser.get('/my/commissions')).html).not.toContain(`/my/commissions/${String(line.id)}`);
    expect((await browser.get('/my/statement')).html).not.toContain(`#${String(line.id)}`);
  });

  test('go on, page after page, with nothing shown twice', async () => {
    const crowd = await newMemberWithPassword(programId);
    for (let turn = 0; turn < 27; turn += 1) await sell(crowd);
    const reader = newBrowser(url);
    await reader.signIn(crowd.user.email ?? '');
    const first = (await reader.get('/my/commissions')).html;
    const next = /\?before=\d+/.exec(first)?.[0] ?? '';
    const second = (await reader.get(`/my/commissions${next}`)).html;
    const ids = [first, second].flatMap((html) => [...html.matchAll(/\/my\/commissions\/(\d+)/g)].map(([, id]) => id));
    expect([ids.length, new Set(ids).size]).toEqual([27, 27]);
    expect((await reader.get('/my/commissions?before=x')).status).toBe(200);
  });
});

describe('asking for a payout', () => {
  test('shows what arrives, then holds the money once, however often the button is pressed', async () => {
    const { html } = await browser.get('/my/payouts?amount=4.00');
    expect(html).toContain('Arrives at your bank');
    const once = /name="once" value="([\w-]+)"/.exec(html)?.[1] ?? '';
    const pressed = await Promise.all([1, 2, 3].map(() => browser.post('/my/payouts', { amount: '4.00', once })));
    expect(pressed.map(({ place }) => place)).toEqual(Array(3).fill('/my/payouts?done=requested'));
    expect(await Payout.count({ where: { memberId: me.member.id } })).toBe(1);
    expect(await available()).toBe(600n);
  });

  test('can be taken back, once', async () => {
    const payout = await Payout.findOne({ where: { memberId: me.member.id }, rejectOnEmpty: true });
    const path = `/my/payouts/${String(payout.id)}/cancellation`;
    const stranger = newBrowser(url);
    await stranger.signIn(other.user.email ?? '');
    expect((await stranger.post(path)).status).toBe(404);
    expect((await browser.post(path)).place).toBe('/my/payouts?done=cancelled');
    expect((await browser.post(path)).status).toBe(409);
    expect(await available()).toBe(1000n);
  });

  test.each(['', '0', '-1', '1e3', '0.001', 'all', '999999999999999', '<b>'])(
    'of %j is refused with its reason',
    async (amount) => {
      const { status, html } = await browser.post('/my/payouts', { amount, once: `bad ${amount}` });
      expect([409, 422]).toContain(status);
      expect(html).toContain('id="amount-fault"');
      expect(html).not.toContain('<b>');
      expect(await available()).toBe(1000n);
    },
  );

  test('of more than there is says how much there is', async () => {
    expect((await browser.get('/my/payouts?amount=10.01')).html).toContain('Only 10.00 BDT are available.');
    const { html } = await browser.get('/my/payouts?amount=10.01&lang=hi');
    expect(html).toContain('केवल 10.00 BDT उपलब्ध हैं।');
  });

  test('from another site is refused', async () => {
    const { status } = await browser.post(
      '/my/payouts',
      { amount: '1.00', once: 'x' },
      { 'sec-fetch-site': 'cross-site' },
    );
    expect([status, await available()]).toEqual([403, 1000n]);
  });
});

describe('links', () => {
  test('are made, shown and archived', async () => {
    await browser.post('/my/links', { name: 'Spring <flyer>', destination: '/welcome' });
    const link = await Link.findOne({ where: { memberId: me.member.id }, rejectOnEmpty: true });
    const { html } = await browser.get('/my/links');
    for (const words of ['Spring &lt;flyer&gt;', `/r/${link.code}`]) expect(html).toContain(words);
    const archival = `/my/links/${String(link.id)}/archival`;
    expect((await browser.post(archival)).place).toBe('/my/links');
    expect((await browser.post(archival)).place).toBe('/my/links');
    expect((await browser.get('/my/links')).html).not.toContain(link.code);
  });

  test('to a foreign host are refused, and others have theirs to themselves', async () => {
    const { status, html } = await browser.post('/my/links', { name: '', destination: '//evil.example' });
    expect([status, html.includes('role="alert"')]).toEqual([422, true]);
    const foreign = await createLink(other.actor, { destination: '/' });
    expect((await browser.post(`/my/links/${String(foreign.id)}/archival`)).status).toBe(404);
    expect(await Link.findByPk(foreign.id)).toMatchObject({ status: 'active' });
  });
});

describe('details', () => {
  test('take a legal name once, and a bank account of which only the end is shown', async () => {
    expect((await browser.post('/my/details/identity', { legal_name: 'Asha Example' })).place).toBe(
      '/my/details?done=1',
    );
    expect((await browser.post('/my/details/identity', { legal_name: 'Somebody Else' })).status).toBe(409);
    expect(await KycCase.count({ where: { memberId: me.member.id } })).toBe(1);
    const bank = {
      holder: 'Asha Example',
      bank_name: 'Example Bank',
      bank_code: 'EXMP0001',
      account_number: '000123456789',
    };
    expect((await browser.post('/my/details/bank-account', bank)).place).toBe('/my/details?done=1');
    const { html } = await browser.get('/my/details');
    expect(html).toContain('Example Bank, account ending in 6789');
    expect(html).not.toContain('000123456789');
  });

  test('refused stand beside their field, without the account number', async () => {
    const bank = { holder: '', bank_name: 'B', bank_code: '?', account_number: '0001-secret-0002!' };
    const { status, html } = await browser.post('/my/details/bank-account', bank);
    expect(status).toBe(422);
    for (const field of ['holder', 'bank_code', 'account_number']) expect(html).toContain(`id="${field}-fault"`);
    expect(html).not.toContain('secret');
    const inHindi = newBrowser(url);
    inHindi.keep(`${browser.cookie()}; upline_language=hi`);
    const { html: hindi } = await inHindi.post('/my/details/bank-account', bank);
    for (const words of ['ख़ाली है या बहुत छोटा है', 'जैसा लिखा जाना चाहिए वैसा नहीं है']) expect(hindi).toContain(words);
    expect(await BankAccount.count({ where: { memberId: me.member.id } })).toBe(1);
  });
});

describe('notifications', () => {
  test('are counted until read, and only by whom they are for', async () => {
    const told = { kind: 'payout.paid', title: 'Paid <today>', body: null, path: '/my/payouts', source: 'test/1' };
    const { id } = await notify(system(programId), { ...told, userId: me.user.id });
    const { html } = await browser.get('/my/notifications');
    for (const words of ['Paid &lt;today&gt;', '<span class="count">1</span>']) expect(html).toContain(words);
    const stranger = newBrowser(url);
    await stranger.signIn(other.user.email ?? '');
    expect((await stranger.post(`/my/notifications/${String(id)}/reading`)).status).toBe(404);
    await browser.post(`/my/notifications/${String(id)}/reading`);
    expect((await Notification.findByPk(id))?.readAt).not.toBeNull();
    expect((await browser.get('/my')).html).not.toContain('class="count"');
  });
});

import { beforeAll, describe, expect, test } from '@jest/globals';
import { createProduct } from '../../src/orders/create-product.js';
import { Order } from '../../src/orders/order.js';
import type { Product } from '../../src/orders/product.js';
import { publicPages } from '../../src/portal/landing-page.js';
import { orderPages } from '../../src/portal/order-page.js';
import { createLink } from '../../src/tracking/create-link.js';
import { Prospect } from '../../src/tracking/prospect.js';
import { redirects } from '../../src/tracking/redirect.js';
import { newVisitor } from '../support/browser.js';
import { asOwner } from '../support/database.js';
import { newPerson, newProgram } from '../tracking/people.js';
import { serve } from '../tracking/web.js';

type Person = Awaited<ReturnType<typeof newPerson>>;
const { url, ask } = await serve(publicPages, orderPages, redirects);
const attack = '<script>document.title = "taken"</script><img src=x onerror=document.title="taken">';
let affiliate: Person;
let kit: Product;
let rare: Product;
let code: string;

const open = async (path: string, headers: Record<string, string> = {}) => {
  const response = await ask('GET', path, { headers });
  return { status: response.status, html: await response.text(), cookie: response.headers.get('set-cookie'), response };
};

const send = (fields: Record<string, string>, headers: Record<string, string> = { 'sec-fetch-site': 'same-origin' }) =>
  fetch(`${url}/order`, { method: 'POST', redirect: 'manual', headers, body: new URLSearchParams(fields) });

beforeAll(async () => {
  const { id: programId } = await newProgram();
  const admin = await newPerson(programId, 'admin');
  affiliate = await newPerson(programId, 'affiliate');
  kit = await createProduct(admin.actor, { sku: 'KIT', name: 'Starter kit', price: '59.00', description: attack });
  rare = await createProduct(admin.actor, { sku: 'RARE', name: 'Rare thing', price: '1290.00', stock: 1 });
  code = (await createLink(affiliate.actor, { destination: '/welcome' })).code;
});

describe('the landing page', () => {
  test('shows what is on sale, at both of its addresses', async () => {
    for (const path of ['/', '/welcome']) {
      const { status, html } = await open(path);
      expect(status).toBe(200);
      for (const words of ['Starter kit', 'INR\u00a059.00', 'Rare thing', 'Only 1 left']) expect(html).toContain(words);
    }
  });

  test('stores who looks at it, once for one visit', async () => {
    const { cookie } = await open(`/welcome?ref=${code}`, { referer: 'https://blog.example/' });
    const sent = { cookie: cookie?.split(';')[0] ?? '' };
    await open('/welcome', sent);
    await open('/', sent);
    const rows = await Prospect.findAll({ where: { memberId: affiliate.member.id } });
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ referrer: 'https://blog.example/', buyerId: affiliate.user.id });
  });

  test('takes a code under any of its three names, and an unknown one breaks nothing', async () => {
    for (const name of ['ref', 'referral', 'referrer']) {
      expect((await open(`/?${name}=${code}`)).cookie).toContain('referral_token=');
    }
    expect(await open('/?ref=nobody-has-it')).toMatchObject({ status: 200, cookie: null });
    expect(await open('/?ref=%3Cscript%3E&utm_source=x&lang=xx')).toMatchObject({ status: 200, cookie: null });
  });

  test('without consent keeps nothing in the browser, and passes the code on to the form', async () => {
    const { cookie, html } = await open(`/?ref=${code}&consent=0`);
    expect(cookie).toBeNull();
    expect(html).toContain(`ref=${code}`);
  });

  test('speaks Hindi when asked, and remembers', async () => {
    const { html, cookie } = await open('/?lang=hi');
    expect(html).toContain('<html lang="hi">');
    expect((await open('/', { cookie: cookie?.split(';')[0] ?? '' })).html).toContain('<html lang="hi">');
    expect((await open('/', { 'accept-language': 'hi-IN,hi;q=0.9' })).html).toContain('<html lang="hi">');
  });

  test('is shown also when no visit can be stored', async () => {
    await asOwner('ALTER TABLE prospects ADD CONSTRAINT broken CHECK (false) NOT VALID');
    const { status, html, response } = await open('/');
    await asOwner('ALTER TABLE prospects DROP CONSTRAINT broken');
    expect([status, response.headers.get('x-recorded')]).toEqual([200, '0']);
    expect(html).toContain('Starter kit');
  });
});

describe('the order form', () => {
  const filled = () => ({ product: String(kit.id), quantity: '2', first_name: 'Asha', email: 'asha@example.com' });

  test('is filled in again with what was wrong beside each field', async () => {
    const before = await Order.count();
    const response = await send({ product: String(kit.id), quantity: '0', email: 'nobody', last_name: '"><b>' });
    const html = await response.text();
    expect(response.status).toBe(422);
    for (const words of [
      'is missing',
      'does not look like an e-mail address',
      'from 1 to 1000',
      '&#34;&gt;&lt;b&gt;',
    ]) {
      expect(html).toContain(words);
    }
    expect(await Order.count()).toBe(before);
  });

  test('sent twice is one order', async () => {
    const twice = await Promise.all([1, 2].map(() => send({ ...filled(), once: 'double click' })));
    const places = twice.map((response) => response.headers.get('location'));
    expect(twice.map(({ status }) => status)).toEqual([303, 303]);
    expect(places[0]).toMatch(/^\/thank-you\?order=\d+$/);
    expect(places[1]).toBe(places[0]);
  });

  test('says so when there is not enough left', async () => {
    const response = await send({ ...filled(), product: String(rare.id) });
    expect([response.status, (await response.text()).includes('not enough of this product')]).toEqual([409, true]);
  });

  test('takes an order also when the visit it names is forgotten', async () => {
    expect((await send({ ...filled(), visit: 'long gone' })).status).toBe(303);
  });

  test('is taken only from our own pages', async () => {
    for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { origin: 'https://evil.example' }]) {
      expect((await send(filled(), headers as never)).status).toBe(403);
    }
  });

  test('refuses fields it does not know', async () => {
    expect((await send({ ...filled(), attributed_member_id: '1' })).status).toBe(422);
  });
});

describe('a visitor in a browser', () => {
  test('comes by a link, orders, and the order knows who sent him; nothing runs that should not', async () => {
    const context = await newVisitor(url);
    const page = await context.newPage();
    const errors: string[] = [];
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    page.on('pageerror', (error) => void errors.push(error.message));

    await page.goto(`/r/${code}`);
    expect(new URL(page.url()).pathname).toBe('/welcome');
    expect(await page.title()).not.toBe('taken');
    await page.getByRole('link', { name: 'Order now: Starter kit' }).click();
    await page.getByLabel('First name').fill('Asha');
    await page.getByLabel('E-mail address').fill('asha@example.com');
    await page.getByRole('button', { name: 'Place the order' }).click();
    await page.waitForURL('**/thank-you**');

    const id = Number(new URL(page.url()).searchParams.get('order'));
    expect(await page.textContent('main')).toContain(`number ${String(id)}`);
    const order = await Order.findByPk(id, { rejectOnEmpty: true });
    expect(order).toMatchObject({ attributedMemberId: affiliate.member.id, buyerId: affiliate.user.id, total: 5900n });
    expect(order.attribution.rule).toBe('token');
    expect(await Prospect.findOne({ where: { id: order.prospectId ?? 0 } })).toMatchObject({
      browser: 'Chrome Headless',
    });
    expect(errors).toEqual([]);
    await context.close();
  });

  test('on a phone sees everything without scrolling sideways', async () => {
    const context = await newVisitor(url);
    const page = await context.newPage();
    await page.setViewportSize({ width: 390, height: 844 });
    for (const path of ['/', '/order', '/thank-you?order=1']) {
      await page.goto(path);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect([path, width]).toEqual([path, 390]);
    }
    await context.close();
  });
});

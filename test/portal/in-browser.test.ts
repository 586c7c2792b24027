import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import { approveCommission } from '../../src/commissions/approve-commission.js';
import { Commission } from '../../src/commissions/commission.js';
import { system } from '../../src/core/actor.js';
import { createProduct } from '../../src/orders/create-product.js';
import { portal } from '../../src/portal/routes.js';
import { createLink } from '../../src/tracking/create-link.js';
import { notify } from '../../src/users/notify.js';
import { newVisitor } from '../support/browser.js';
import '../support/database.js';
import { newPerson } from '../tracking/people.js';
import { serve } from '../tracking/web.js';
import { barriers } from './barriers.js';
import { newMemberWithPassword, openTelemarketing, password, sell } from './member.js';

const { url } = await serve(...portal);
const attack = '"><script>window.taken = 1</script><img src=x onerror="window.taken = 1">';
const publicPaths = [
  '/',
  '/order',
  '/thank-you?order=1',
  '/join',
  '/my/login',
  '/verify-email?token=x',
  '/set-password?token=x',
];
const memberPaths = [
  '',
  '/commissions',
  '/statement',
  '/payouts?amount=1.00',
  '/links',
  '/network',
  '/pairs',
  '/details',
  '/notifications',
];
const paths = [...publicPaths, ...memberPaths.map((path) => `/my${path}`)];
let login: string;

async function member(look: { colorScheme?: 'light' | 'dark'; width?: number } = {}) {
  const context = await newVisitor(url);
  const page = await context.newPage();
  await page.emulateMedia({ colorScheme: look.colorScheme ?? 'light' });
  await page.setViewportSize({ width: look.width ?? 1440, height: 900 });
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto('/my/login');
  await page.getByLabel('E-mail address or username').fill(login);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL('**/my');
  return { context, page, complaints };
}

beforeAll(async () => {
  const { id: programId } = await openTelemarketing();
  const person = await newMemberWithPassword(programId);
  login = person.user.email ?? '';
  await person.user.update({ firstName: attack });
  await sell(person);
  await sell(person);
  const line = await Commission.findOne({ where: { beneficiaryId: person.member.id }, rejectOnEmpty: true });
  await approveCommission(system(programId), { commissionId: line.id });
  await createLink(person.actor, { destination: '/', name: attack });
  const told = { kind: 'x', title: attack, body: attack, path: '/my', source: 'test' };
  await notify(system(programId), { ...told, userId: person.user.id });
  const { actor } = await newPerson(programId, 'admin');
  await createProduct(actor, { sku: 'X', name: attack, description: attack, price: '10.00' });
});

jest.setTimeout(120_000);

describe('every page in a browser', () => {
  test('runs nothing that somebody stored, and complains of nothing', async () => {
    const { context, page, complaints } = await member();
    for (const path of paths) {
      await page.goto(path);
      expect([path, await page.evaluate('window.taken')]).toEqual([path, undefined]);
    }
    expect(complaints).toEqual([]);
    await context.close();
  });

  test.each(['light', 'dark'] as const)('keeps nobody out, in %s', async (colorScheme) => {
    const { context, page } = await member({ colorScheme });
    for (const path of paths) {
      await page.goto(path);
      expect([path, await barriers(page)]).toEqual([path, []]);
    }
    await context.close();
  });

  test("fits a phone's width", async () => {
    const { context, page } = await member({ width: 390 });
    for (const path of paths) {
      await page.goto(path);
      expect([path, await page.evaluate('document.documentElement.scrollWidth')]).toEqual([path, 390]);
    }
    await context.close();
  });

  test('copies a link with one press', async () => {
    const { context, page } = await member();
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: url });
    await page.goto('/my/links');
    await page.getByRole('button', { name: 'Copy' }).click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toContain('/r/');
    await context.close();
  });
});

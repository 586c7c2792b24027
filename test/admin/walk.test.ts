import { beforeAll, describe, expect, test } from '@jest/globals';
import { asOwner } from '../support/database.js';
import { settled, signIn, sitDown } from './browser.js';
import { openPanel, staff } from './panel.js';
import type { Panel } from './panel.js';

let panel: Panel;
beforeAll(async () => {
  panel = await openPanel();
}, 120_000);

describe('the panel in a browser', () => {
  test.each(staff)(
    'opens every screen that a %s has, without a word of complaint',
    async (role) => {
      const watcher = await sitDown(panel, role);
      const addresses = await watcher.page
        .locator('aside a.nav-item')
        .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
      expect(addresses.length).toBeGreaterThan(5);
      for (const address of addresses) {
        await watcher.page.locator(`aside a.nav-item[href="${address}"]`).click();
        await settled(watcher.page);
        expect(await watcher.page.locator('main .alert').count()).toBe(0);
        expect(await watcher.page.locator('main h1').innerText()).not.toBe('');
      }
      expect(watcher.complaints()).toEqual([]);
    },
    120_000,
  );

  test.each(staff)(
    'has a home for a %s in which axe finds nothing serious, light or dark, wide or narrow',
    async (role) => {
      const wide = await sitDown(panel, role);
      await wide.go('/admin');
      expect(await wide.page.locator('.tile').count()).toBeGreaterThan(2);
      expect(await wide.faults()).toEqual([]);
      await wide.page.emulateMedia({ colorScheme: 'dark' });
      expect(await wide.faults()).toEqual([]);
      await wide.page.setViewportSize({ width: 390, height: 844 });
      await wide.page.waitForFunction(() => {
        const main = document.querySelector('main.page');
        return main !== null && main.scrollWidth <= main.clientWidth;
      });
      await wide.page.setViewportSize({ width: 1280, height: 900 });
      await wide.page.emulateMedia({ colorScheme: 'light' });
      expect(wide.complaints()).toEqual([]);
    },
    60_000,
  );

  test.each([
    ['a list', 'owner', '/admin/resources/commissions'],
    ['a list with its filters open', 'owner', '/admin/resources/leads?filters.status=open'],
    ['a record', 'owner', '/admin/resources/commissions/records/3/show'],
    ['a command at its own address', 'owner', '/admin/resources/users/actions/create'],
    ['the books', 'funds_coordinator', '/admin/pages/books'],
    ['the jobs', 'admin', '/admin/pages/jobs'],
    ['the lead board', 'team_lead', '/admin/pages/lead-board'],
    ['the call desk', 'telemarketer', '/admin/pages/call-desk'],
  ])(
    'shows %s in which axe finds nothing serious',
    async (_what, role, address) => {
      const watcher = await sitDown(panel, role);
      await watcher.go(address);
      const filters = watcher.page.getByRole('button', { name: 'Filters' });
      if (address.includes('filters.')) await filters.click();
      expect(await watcher.faults()).toEqual([]);
      expect(watcher.complaints()).toEqual([]);
    },
    60_000,
  );

  test('has a login page in which axe finds nothing serious', async () => {
    const watcher = await signIn(panel, 'buyer');
    await watcher.page.context().clearCookies();
    await watcher.page.goto('/admin/login');
    expect(await watcher.faults()).toEqual([]);
  });
});

describe('what people wrote', () => {
  const payloads = [
    '<script>window.pwned=1</script>',
    '"><img src=x onerror="window.pwned=1">',
    '</script><script>alert(1)</script>',
    '{{constructor.constructor("window.pwned=1")()}}',
    'javascript:window.pwned=1',
  ];

  test('is text in every screen of the panel, never a script', async () => {
    const payload = payloads.join(' ').replaceAll("'", "''");
    await asOwner(`UPDATE users SET first_name = '${payload}' WHERE role <> 'owner';
      UPDATE leads SET name = '${payload}'; UPDATE lead_events SET note = '${payload}'; UPDATE teams SET name = name || '${payload}';
      UPDATE prospects SET user_agent = '${payload}', referrer = '${payload}'; UPDATE clicks SET user_agent = '${payload}', referrer = '${payload}';
      UPDATE orders SET customer_first_name = '${payload}', delivery_address = '${payload}', user_agent = '${payload}';
      UPDATE links SET name = '${payload}', destination = 'javascript:window.pwned=1'; UPDATE campaigns SET name = '${payload}' || id;
      UPDATE products SET name = '${payload}'; UPDATE programs SET name = name || '<script>window.pwned=1</script>'`);
    const watcher = await signIn(panel, 'owner');
    const addresses = ['/admin', '/admin/pages/lead-board'];
    for (const table of [
      'users',
      'leads',
      'lead_events',
      'teams',
      'prospects',
      'clicks',
      'orders',
      'links',
      'campaigns',
      'products',
      'programs',
      'members',
      'command_log',
    ])
      addresses.push(`/admin/resources/${table}`, `/admin/resources/${table}/records/1/show`);
    for (const address of addresses) {
      await watcher.go(address);
      expect([address, await watcher.page.evaluate(() => 'pwned' in window)]).toEqual([address, false]);
    }
    const links = await watcher.page.locator('a[href^="javascript:"]').count();
    expect(links).toBe(0);
    expect(watcher.complaints().filter((line) => !line.includes('404'))).toEqual([]);
  }, 120_000);
});

describe('a command in the browser', () => {
  test('asks for what it needs, says what is wrong beside the field, and shows what it did', async () => {
    const watcher = await sitDown(panel, 'owner');
    const { page } = watcher;
    await watcher.go('/admin/resources/users');
    await page.getByRole('button', { name: 'Add person' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('E-mail').fill(panel.emailOf('buyer'));
    await dialog.getByLabel('Role').selectOption('buyer');
    await dialog.getByRole('button', { name: 'Add person' }).click();
    await dialog.locator('.fault').waitFor();
    expect(await dialog.locator('.fault').innerText()).toBe('is taken');
    await dialog.getByLabel('E-mail').fill('nora.new@example.com');
    await dialog.getByRole('button', { name: 'Add person' }).click();
    await page.locator('.toast.success').waitFor();
    await page.getByRole('cell', { name: 'nora.new@example.com' }).waitFor();
    expect(watcher.complaints().filter((line) => !line.includes('409'))).toEqual([]);
  }, 60_000);

  test('works on all rows that match, not only those of the page, and counts as it goes', async () => {
    const watcher = await sitDown(panel, 'admin');
    const { page } = watcher;
    await watcher.go('/admin/resources/commissions?filters.status=pending');
    await page.getByLabel('Select all rows of this page').check();
    await page.getByRole('button', { name: /Select all \d+ that match/ }).click();
    await page.getByRole('region', { name: 'Selected rows' }).getByRole('button', { name: 'Approve' }).click();
    const dialog = page.getByRole('dialog');
    const [{ count } = { count: 0 }] = await asOwner<{ count: number }>(
      `SELECT count(*)::int AS count FROM commissions WHERE status = 'pending' AND program_id = (SELECT id FROM programs WHERE is_default)`,
    );
    expect(await dialog.locator('p').first().innerText()).toContain(String(count));
    await dialog.getByRole('button', { name: 'Approve' }).click();
    await dialog.getByRole('button', { name: 'Close' }).last().click({ timeout: 30_000 });
    const [left] = await asOwner<{ count: number }>(
      `SELECT count(*)::int AS count FROM commissions WHERE status = 'pending' AND program_id = (SELECT id FROM programs WHERE is_default)`,
    );
    expect(left?.count).toBeLessThan(count);
    expect(watcher.complaints()).toEqual([]);
  }, 60_000);

  test('finds a row by a part of its name with the keyboard alone', async () => {
    const watcher = await sitDown(panel, 'team_lead');
    const { page } = watcher;
    await watcher.go('/admin/resources/leads?filters.status=open');
    await page.locator('tbody tr').first().getByRole('button', { name: 'Assign' }).focus();
    await page.keyboard.press('Enter');
    const field = page.getByRole('dialog').getByRole('combobox', { name: 'Assign to' });
    await field.focus();
    await page.keyboard.type('tal');
    await page.getByRole('dialog').getByRole('option').first().waitFor();
    await page.keyboard.press('Enter');
    expect(await field.inputValue()).toContain('Talker');
    expect(watcher.complaints()).toEqual([]);
  }, 60_000);

  test('speaks Hindi to who chose it, and English to the others', async () => {
    const { page } = await signIn(panel, 'buyer');
    await page.locator('details.menu summary').click();
    await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name: 'हिन्दी' }).click()]);
    await settled(page);
    expect(await page.locator('html').getAttribute('lang')).toBe('hi');
    expect(await page.locator('aside nav').innerText()).toContain('प्रॉस्पेक्ट');
    const titles = await page.locator('main .tile .label, main .card h2').allInnerTexts();
    expect(titles.length).toBeGreaterThan(5);
    expect(titles.filter((title) => !/[\u0900-\u097F]/.test(title))).toEqual([]);
  }, 60_000);
});

import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { system } from '../../src/core/actor.js';
import { businessMonth } from '../../src/core/period.js';
import { ensurePeriods } from '../../src/commissions/runs/ensure-periods.js';
import { requestPeriodRun } from '../../src/commissions/runs/request-period.js';
import type { Program } from '../../src/programs/program.js';
import { asSystem } from '../commissions/people.js';
import { buys, joined, monthAgo, newProgram, noon, pairsOf, trio, workAll } from '../commissions/runs/town.js';
import type { Trio } from '../commissions/runs/town.js';
import { asOwner } from '../support/database.js';
import { settled, sitDown, signIn } from './browser.js';
import { openPanel } from './panel.js';
import type { Panel } from './panel.js';

const last = monthAgo(1);
const named = new Intl.DateTimeFormat('en-IN', { year: 'numeric', month: 'long', timeZone: 'UTC' });
const dated = new Intl.DateTimeFormat('en-IN', { dateStyle: 'medium', timeZone: 'UTC' });
const close = `Close of ${named.format(new Date(`${last}-01`))}`;

let panel: Panel;
beforeAll(async () => {
  panel = await openPanel();
}, 120_000);

/** A program whose month before is over, with two pairs and a first sale in it. */
async function overMonth(name: string): Promise<{ program: Program; people: Trio }> {
  const program = await newProgram('binary-classic');
  await program.update({ name });
  const people = await trio(program);
  await buys(program, people.left, '350.00', noon(last, 3));
  await buys(program, people.right, '250.00', noon(last, 4));
  await asSystem((work) => ensurePeriods(work, program, businessMonth(new Date(), program.timeZone)));
  return { program, people };
}

/** Works in this program from now on. */
async function choose(page: Page, name: string): Promise<void> {
  await page.reload();
  const choice = page.getByLabel('Program', { exact: true });
  await Promise.all([page.waitForEvent('load'), choice.selectOption({ label: name })]);
  await settled(page);
}

const status = (page: Page) => page.locator('.page-head .pill');

async function press(page: Page, name: string): Promise<void> {
  await page.locator('main').getByRole('button', { name, exact: true }).first().click();
  await page.getByRole('dialog').getByRole('button', { name, exact: true }).click();
}

describe.each([
  ['owner', 'Post', 'pending'],
  ['funds_coordinator', 'Post and credit', 'approved'],
] as const)('a month closed by the %s', (role, post, becomes) => {
  let page: Page;
  let people: Trio;
  beforeAll(async () => {
    const name = `Month of ${role}`;
    people = (await overMonth(name)).people;
    page = (await sitDown(panel, role)).page;
    page.setDefaultTimeout(10_000);
    await choose(page, name);
  }, 60_000);

  test('is asked for where it is due, and is seen to move on by itself', async () => {
    await page.locator('aside').getByRole('link', { name: 'Commission runs' }).click();
    await settled(page);
    expect(await page.locator('.month.due').count()).toBe(1);
    await press(page, close.replace('Close of', 'Close'));
    await page.getByText('Waits for a worker').waitFor();
    expect(await page.locator('.month.closing').count()).toBe(1);
    await workAll();
    await page.locator('.run-under-way').getByText('In review').waitFor();
    expect(await page.locator('.run-under-way').innerText()).toContain('20.00');
  }, 60_000);

  test('tells what it came to, who gets most, and why', async () => {
    await page.getByRole('link', { name: 'Review and post' }).click();
    await settled(page);
    expect(await page.locator('main h1').innerText()).toBe(close);
    const figures = await page.locator('.tile').allInnerTexts();
    expect(figures.find((figure) => figure.includes('Sold'))).toContain('600.00');
    expect(figures.find((figure) => figure.includes('Pairs paid'))).toContain('2 formed of 2 possible');
    const pairs = page.getByRole('row').filter({ hasText: 'Pair · ' });
    expect(await pairs.innerText()).toContain(`Member ${people.top.id}`);
    await pairs.getByRole('button', { name: /^Why line/ }).click();
    const story = page.getByRole('dialog').locator('.story');
    await story.waitFor();
    expect(await story.innerText()).toMatch(/pairs?/);
    expect(await story.innerText()).toContain(dated.format(new Date(noon(last, 4))));
    await page.keyboard.press('Escape');
  }, 60_000);

  test('tells of a member, found by name, which lines he has and why not more', async () => {
    await page.getByRole('tab', { name: 'All lines' }).click();
    const lines = page.getByRole('region', { name: 'All lines' }).locator('tbody tr');
    await lines.first().waitFor();
    expect(await lines.count()).toBe(3);
    await page.getByRole('combobox', { name: 'Lines of a member' }).focus();
    await page.keyboard.type(`#${people.left.id}`);
    await page.getByRole('option', { name: `Member ${people.left.id}` }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('Nothing matches').waitFor();
    await page.getByRole('button', { name: 'Why this member' }).click();
    await page.getByRole('dialog').locator('.story li').first().waitFor();
    expect(await page.getByRole('dialog').innerText()).toContain('Earned nothing in this run');
    await page.keyboard.press('Escape');
  }, 60_000);

  test('is posted, and the month is closed', async () => {
    await press(page, post);
    await page.getByText('Posting', { exact: true }).first().waitFor();
    await workAll();
    await status(page).getByText('Posted').waitFor();
    const lines = page.getByRole('region', { name: 'Highest lines' });
    expect(await lines.getByText('Posted', { exact: true }).count()).toBe(1);
    expect(await lines.getByText('New', { exact: true }).count()).toBe(0);
    const [line] = await pairsOf(people.top);
    expect(line).toMatchObject({ amount: 2000n, status: role === 'owner' ? 'held' : becomes });
    expect(await page.locator('.run-steps').innerText()).toContain(role === 'owner' ? 'Olive Owner' : 'Fern Funds');
    await page.locator('.crumbs a').click();
    await settled(page);
    expect(await page.locator('.month.closed').innerText()).toContain('Payout ratio');
  }, 60_000);

  test('comes to the same when it is verified', async () => {
    await page.getByRole('link', { name: close }).last().click();
    await settled(page);
    await press(page, 'Verify');
    await page.getByText('Waits for a worker').waitFor();
    await workAll();
    const verdict = page.getByRole('region', { name: 'Verification' }).locator('.verdict');
    await verdict.waitFor();
    expect(await verdict.innerText()).toContain('Identical');
  }, 60_000);

  test('has pages in which axe finds nothing serious, wide or narrow, light or dark', async () => {
    const watcher = await sitDown(panel, role);
    const run = new URL(page.url()).pathname + new URL(page.url()).search;
    for (const address of [run, '/admin/pages/commission-runs']) {
      await watcher.go(address);
      expect(await watcher.faults()).toEqual([]);
      await page.emulateMedia({ colorScheme: 'dark' });
      expect(await watcher.faults()).toEqual([]);
      await page.setViewportSize({ width: 390, height: 844 });
      await page.waitForFunction(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth);
      const far = await page
        .locator('table a, table button')
        .evaluateAll((all) =>
          all.filter((one) => one.getBoundingClientRect().right > 390).map((one) => one.textContent),
        );
      expect(far).toEqual([]);
      await page.setViewportSize({ width: 1280, height: 900 });
      await page.emulateMedia({ colorScheme: 'light' });
    }
    expect(watcher.complaints()).toEqual([]);
  }, 60_000);
});

describe('runs over commissions', () => {
  test('name the lines that differ from what is accrued, and cannot be posted with them', async () => {
    const { program } = await overMonth('Differing');
    await asOwner(`ALTER TABLE commissions DISABLE TRIGGER commissions_keep_amount;
      UPDATE commissions SET amount = amount + 100
      WHERE id = (SELECT min(id) FROM commissions WHERE program_id = ${program.id} AND kind = 'level');
      ALTER TABLE commissions ENABLE TRIGGER commissions_keep_amount`);
    const { runId } = await requestPeriodRun(system(program.id), { month: last });
    await workAll();
    const { page, go } = await signIn(panel, 'owner');
    await choose(page, 'Differing');
    await go(`/admin/pages/commission-run?id=${runId}`);
    const table = page.getByRole('region', { name: 'Lines that differ: 1' });
    expect(await table.locator('tbody tr').innerText()).toMatch(/18\.50.*17\.50/s);
    const buttons = await page.locator('.page-head button').allInnerTexts();
    expect(buttons).toEqual(['Cancel']);
  }, 60_000);

  test('by a plan that pays for people say so, in the review and before they are posted', async () => {
    const program = await newProgram('mlm-service');
    await program.update({ name: 'Recruiting' });
    const joinedAt = new Date(noon(last, 2));
    const top = await joined(program, { sponsorId: null, joinedAt });
    await joined(program, { sponsorId: top.id, joinedAt });
    const { runId } = await requestPeriodRun(system(program.id), { month: last });
    await workAll();
    const { page, go } = await signIn(panel, 'owner');
    await choose(page, 'Recruiting');
    await go(`/admin/pages/commission-run?id=${runId}`);
    expect(await page.getByRole('note').innerText()).toMatch(/pays for people.*MLM service.*10\.00 USD.*100 %/s);
    expect(await page.locator('.plan-used').innerText()).toContain('Pays for people');
    await page.locator('main').getByRole('button', { name: 'Post', exact: true }).click();
    const preview = page.getByRole('dialog').locator('.preview');
    await preview.waitFor();
    expect(await preview.innerText()).toMatch(/MLM service, version 1\s+pays for people\s+From recruitment\s+10\.00/);
  }, 60_000);

  test('are not there for a telemarketer, not even by their address', async () => {
    const { page } = await signIn(panel, 'telemarketer');
    expect(await page.locator('aside').getByRole('link', { name: 'Commission runs' }).count()).toBe(0);
    const paths = [
      'commission-runs',
      'commission-run?id=1',
      'commission-run?id=1&tab=lines',
      'commission-run?id=1&tab=why',
    ];
    for (const path of paths) {
      const { status: code } = await panel.seats.telemarketer.get(`/admin/api/pages/${path}`);
      expect([path, code]).toEqual([path, 403]);
    }
    const { status: asked } = await panel.seats.telemarketer.post('/admin/api/resources/runs/actions/requestPeriod', {
      input: { month: last },
    });
    expect(asked).toBe(403);
  }, 60_000);

  test('of another program are not found', async () => {
    const { program } = await overMonth('Elsewhere');
    const { runId } = await requestPeriodRun(system(program.id), { month: last });
    for (const tab of ['', '&tab=lines', '&tab=why']) {
      const { status: code } = await panel.seats.owner.get(`/admin/api/pages/commission-run?id=${runId}${tab}`);
      expect([tab, code]).toEqual([tab, 404]);
    }
  });
});

import { beforeAll, describe, expect, test } from '@jest/globals';
import { Pool } from 'pg';
import type { Page } from 'playwright-core';
import { env } from '../../config/env.js';
import { simulationRuns } from '../../src/commissions/trials/simulation-runs.js';
import { workOneRun } from '../../src/jobs/work-runs.js';
import { asOwner } from '../support/database.js';
import { sitDown } from './browser.js';
import type { Watcher } from './browser.js';
import { openPanel } from './panel.js';
import type { Panel } from './panel.js';

let panel: Panel;
beforeAll(async () => {
  panel = await openPanel();
}, 120_000);

/** Does what a worker does with what was asked for last. */
async function computeNext(): Promise<void> {
  const pool = new Pool({ connectionString: env.DATABASE_URL, max: 3 });
  await workOneRun({ pool, kinds: [simulationRuns], signal: new AbortController().signal });
  await pool.end();
}

const studio = '/admin/pages/plan-studio';

/** A fresh draft of the program's plan, open in the studio. */
async function draft(role: string): Promise<Watcher> {
  const watcher = await sitDown(panel, role);
  const { page } = watcher;
  await watcher.go(studio);
  await page.getByRole('button', { name: 'New version' }).click();
  const versions = await page.locator('.version').count();
  await page.getByRole('button', { name: 'Write the draft' }).click();
  await page.locator('.version').nth(versions).waitFor();
  await page
    .locator('.version[aria-current]')
    .getByText(`Version ${String(versions + 1)}`)
    .waitFor();
  return watcher;
}

const published = `SELECT version FROM plans WHERE status = 'published' AND document #>> '{seller,rate_bp}' = '2000'`;

const share = (page: Page) => page.locator('[data-part="seller"]').getByLabel('Share');
const json = (page: Page) => page.getByRole('textbox', { name: 'JSON' });

describe('the plan studio', () => {
  test('shows the rules as a form and as a document, each following the other', async () => {
    const { page, complaints } = await draft('owner');
    await share(page).fill('12.5');
    expect(JSON.parse(await json(page).inputValue())).toMatchObject({ seller: { rate_bp: 1250 } });
    const document = JSON.parse(await json(page).inputValue()) as Record<string, unknown>;
    await json(page).fill(JSON.stringify({ ...document, seller: { rate_bp: 725 } }));
    expect(await share(page).inputValue()).toBe('7.25');
    await page.locator('[data-part="seller"]').getByRole('checkbox').uncheck();
    expect(JSON.parse(await json(page).inputValue())).not.toHaveProperty('seller');
    await page.getByRole('button', { name: 'Undo' }).click();
    expect(await share(page).inputValue()).toBe('10');
    expect(complaints()).toEqual([]);
  }, 60_000);

  test('says at the field what is refused, and where the saved draft differs from what is in force', async () => {
    const { page } = await draft('admin');
    await share(page).fill('101');
    await page.getByRole('button', { name: 'Save draft' }).click();
    await page.locator('[data-part="seller"] .fault').waitFor();
    expect(await page.locator('[data-part="seller"] .fault').innerText()).toBe('a rate over 100 %');
    await share(page).fill('9');
    await page.getByRole('tab', { name: 'Changes' }).click();
    await page.getByText('save the draft to see what you changed').waitFor();
    await page.getByRole('button', { name: 'Save draft' }).click();
    await page.getByText('Draft saved.').first().waitFor();
    await page.getByRole('tab', { name: 'Changes (1)' }).click();
    expect(await page.locator('.changes li').innerText()).toMatch(/seller\.rate_bp\s+1000\s+900/);
  }, 60_000);

  test('simulates a draft over real months and publishes it', async () => {
    const { page, complaints, faults } = await draft('owner');
    await share(page).fill('20');
    await page.getByRole('button', { name: 'Save draft' }).click();
    await page.getByText('Simulate the draft as it is first.').waitFor();
    await page.getByRole('button', { name: 'Simulate', exact: true }).click();
    await page.locator('.run-progress').waitFor();
    await computeNext();
    await page.getByText('Month by month').waitFor();
    expect(await faults()).toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await page.evaluate(() => document.querySelector('main')?.scrollWidth)).toBeLessThanOrEqual(390);
    await page.setViewportSize({ width: 1280, height: 900 });
    expect(await page.locator('.tile').first().innerText()).toContain('against what is in force');
    await page.getByRole('button', { name: 'Publish', exact: true }).click();
    expect(await asOwner(published)).toHaveLength(0);
    await page.getByRole('dialog').getByRole('button', { name: 'Publish', exact: true }).click();
    await page.getByText(/^Holds from/).waitFor();
    expect(await page.getByText('it never changes').count()).toBe(1);
    expect(await asOwner(published)).toHaveLength(1);
    await page.locator('.version').last().click();
    await page.getByText('a later one has replaced it').waitFor();
    await page.getByRole('tab', { name: 'Changes', exact: true }).click();
    await page.getByText("This is the program's first version.").waitFor();
    expect(complaints()).toEqual([]);
  }, 120_000);

  test('counts pairs in volume, not in money', async () => {
    const { page } = await draft('owner');
    await page.locator('[data-part="binary"]').getByRole('checkbox').first().check();
    const given = page.locator('.field', { has: page.getByLabel('Each leg gives for a pair') }).last();
    expect(await given.innerText()).toMatch(/CV$/);
    await page.getByRole('button', { name: 'Undo' }).click();
  }, 60_000);

  test('is not there for a telemarketer', async () => {
    const reply = await panel.seats.telemarketer.get('/admin/api/pages/plan-studio');
    expect(reply.status).toBe(403);
  });
});

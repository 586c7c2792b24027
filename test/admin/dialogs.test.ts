import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { sitDown } from './browser.js';
import { openPanel } from './panel.js';
import type { Panel } from './panel.js';

let panel: Panel;
let page: Page;
beforeAll(async () => {
  panel = await openPanel();
  const watcher = await sitDown(panel, 'owner');
  page = watcher.page;
  await watcher.go('/admin/pages/commission-runs');
}, 120_000);

const dialog = () => page.getByRole('dialog');
const cancel = () => page.locator('.run-under-way').getByRole('button', { name: 'Cancel', exact: true });

describe('a dialog over a command', () => {
  test('whose command cancels something has another word for leaving', async () => {
    await cancel().click();
    await dialog().getByRole('button', { name: 'Back', exact: true }).waitFor();
    expect(await dialog().locator('.dialog-actions button').allInnerTexts()).toEqual(['Back', 'Cancel']);
  }, 60_000);

  test.each(['Escape', 'Back', 'Close'])(
    'gives the focus back to its button on %s',
    async (way) => {
      if (!(await dialog().isVisible())) await cancel().click();
      await dialog().getByRole('button', { name: 'Back', exact: true }).waitFor();
      if (way === 'Escape') await page.keyboard.press('Escape');
      else await dialog().getByRole('button', { name: way, exact: true }).click();
      await dialog().waitFor({ state: 'detached' });
      expect(await cancel().evaluate((button) => button === document.activeElement)).toBe(true);
    },
    60_000,
  );

  test('asks for what is missing at its field, in words', async () => {
    const watcher = await sitDown(panel, 'owner');
    await watcher.go('/admin/resources/runs');
    await page.getByRole('button', { name: 'Match one member' }).click();
    await dialog().getByRole('button', { name: 'Match one member' }).click();
    await dialog().getByRole('alert').waitFor();
    expect(await dialog().locator('.fault').allInnerTexts()).toEqual(['This is needed.']);
    expect(await dialog().getByRole('alert').innerText()).toBe('Nothing was done yet: look at what is marked.');
  }, 60_000);
});

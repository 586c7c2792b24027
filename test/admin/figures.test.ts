import { beforeAll, expect, test } from '@jest/globals';
import { settled, sitDown } from './browser.js';
import { openPanel } from './panel.js';
import type { Panel } from './panel.js';

let panel: Panel;
beforeAll(async () => {
  panel = await openPanel();
}, 120_000);

test('sums in the short lists of the home are grouped as everywhere else', async () => {
  const { page } = await sitDown(panel, 'owner');
  await settled(page);
  const sums = await page.getByRole('region', { name: 'Top sellers' }).locator('td:last-child').allInnerTexts();
  expect(sums.filter((sum) => /\d,\d{3}\.\d\d BDT$/.test(sum))).not.toEqual([]);
  expect(sums.filter((sum) => /\d{4,}\.\d\d/.test(sum))).toEqual([]);
}, 60_000);

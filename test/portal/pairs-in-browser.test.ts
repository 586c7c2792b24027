import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Page, Route } from 'playwright-core';
import { requestMember } from '../../src/commissions/runs/request-member.js';
import { system } from '../../src/core/actor.js';
import { portal } from '../../src/portal/routes.js';
import { workAll } from '../commissions/runs/town.js';
import { newVisitor } from '../support/browser.js';
import { serve } from '../tracking/web.js';
import { barriers } from './barriers.js';
import { beginToday, buy, legTown } from './leg-town.js';
import type { LegTown } from './leg-town.js';
import { password } from './member.js';

const { url } = await serve(...portal);
jest.setTimeout(60_000);

let town: LegTown;
beforeAll(async () => {
  town = await legTown();
  await beginToday(town);
  await buy(town, 'left', '350.00');
  await buy(town, 'right', '220.00');
});

async function signedIn(options: Parameters<typeof newVisitor>[1]): Promise<Page> {
  const page = await (await newVisitor(url, options)).newPage();
  await page.goto('/my/login');
  await page.getByLabel('E-mail address or username').fill(town.login);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL('**/my');
  return page;
}

/** The page does not look again by itself while it is examined. */
async function standStill(route: Route): Promise<void> {
  const response = await route.fetch();
  const { refresh: _refresh, ...headers } = response.headers();
  await route.fulfill({ response, headers });
}

describe('matching own pairs in a browser', () => {
  test('needs no script: the page shows by itself what came of it', async () => {
    const page = await signedIn({ javaScriptEnabled: false });
    await page.getByRole('navigation').getByRole('link', { name: 'Pairs' }).click();
    await page.getByRole('button', { name: 'Match my pairs now' }).click();
    await page.getByText('It is waiting for its turn').waitFor();
    await workAll();
    await page.getByText('Done: 2 pairs matched').waitFor();
    await page.getByRole('link', { name: 'Why?' }).first().click();
    expect(await page.locator('.story li').count()).toBeGreaterThan(0);
    await page.context().close();
  });

  test.each(['light', 'dark'] as const)('keeps nobody out and fits a phone, in %s', async (colorScheme) => {
    const page = await signedIn({ colorScheme, viewport: { width: 390, height: 844 } });
    await page.route('**/my/pairs', standStill);
    const look = async (words: string): Promise<void> => {
      await page.goto('/my/pairs');
      expect(await page.locator('main').innerText()).toContain(words);
      expect(await barriers(page)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
    };
    await look('Match my pairs now');
    await requestMember(system(town.program.id), { memberId: town.me.id });
    await look('It is waiting for its turn');
    await workAll();
    await look('there was nothing to match');
    await page.context().close();
  });
});

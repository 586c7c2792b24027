import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { newVisitor } from '../support/browser.js';
import type { Panel } from './panel.js';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** A person at the panel in a real browser, and everything that browser complained about since last asked. */
export interface Watcher {
  page: Page;
  complaints(): string[];
  /** Opens an address as a click on a link would, without loading the program anew. */
  go(path: string): Promise<void>;
  /** What axe finds serious on the page as it is. */
  faults(): Promise<string[]>;
}

const watchers = new Map<string, Promise<Watcher>>();

/** One seat per role for the whole file: the program is loaded once. */
export function sitDown(panel: Panel, role: string): Promise<Watcher> {
  const watcher = watchers.get(role) ?? signIn(panel, role);
  watchers.set(role, watcher);
  return watcher;
}

export async function signIn(panel: Panel, role: string): Promise<Watcher> {
  const page = await (await newVisitor(panel.url)).newPage();
  let heard: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) heard.push(`${page.url()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => heard.push(`${page.url()}: ${error.message}`));
  page.on('dialog', (dialog) => {
    heard.push(`${page.url()}: a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.goto('/admin/login');
  await page.fill('#login', panel.emailOf(role));
  await page.fill('#password', panel.password);
  await Promise.all([page.waitForURL('**/admin'), page.click('button[type=submit]')]);
  await settled(page);
  const complaints = (): string[] => heard.splice(0);
  heard = [];
  return { page, complaints, go: (path) => go(page, path), faults: () => faultsOn(page) };
}

async function go(page: Page, path: string): Promise<void> {
  await page.evaluate((to) => {
    window.history.pushState({}, '', to);
    window.dispatchEvent(new PopStateEvent('popstate'));
  }, path);
  await settled(page);
}

/** The screen is drawn and has all it asked for. */
export async function settled(page: Page): Promise<void> {
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn, 30))));
  await page.locator('html:not([data-loading]) main.page').waitFor();
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn, 30))));
  await page.locator('html:not([data-loading]) main.page').waitFor();
}

interface AxeResult {
  violations: { id: string; impact: string; nodes: { html: string; failureSummary: string }[] }[];
}

async function faultsOn(page: Page): Promise<string[]> {
  const world = await page.context().newCDPSession(page);
  const { frameTree } = await world.send('Page.getFrameTree');
  const { executionContextId } = await world.send('Page.createIsolatedWorld', { frameId: frameTree.frame.id });
  const run = (expression: string) =>
    world.send('Runtime.evaluate', {
      expression,
      contextId: executionContextId,
      awaitPromise: true,
      returnByValue: true,
    });
  await run(axeSource);
  const { result } = await run('axe.run(document, { resultTypes: ["violations"] })');
  const { violations } = result.value as AxeResult;
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary}`),
    );
}

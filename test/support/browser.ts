import { afterAll } from '@jest/globals';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright-core';
import { findChromium } from '../../config/chromium.mjs';

let browser: Promise<Browser> | undefined;
afterAll(async () => (await browser)?.close());

const args = ['--no-sandbox', '--disable-dev-shm-usage', '--disable-background-networking'];

/** A fresh visitor of one site in the machine's Chromium: own cookies, `page.goto('/admin')` leads to the site. */
export async function newVisitor(baseURL: string, options: BrowserContextOptions = {}): Promise<BrowserContext> {
  browser ??= launch();
  return (await browser).newContext({
    baseURL,
    locale: 'en-GB',
    timezoneId: 'UTC',
    viewport: { width: 1280, height: 900 },
    ...options,
  });
}

function launch(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath) return chromium.launch({ executablePath, args });
  throw new Error('No Chromium found. Install one (Debian: apt-get install chromium) or set CHROMIUM to its path.');
}

// The machine's Chromium, for the tests that look at pages. `node config/chromium.mjs` installs one where it may.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

/** Path of a Chromium: CHROMIUM when set, else the first in PATH. */
export function findChromium() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin'];
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path));
}

/** Finds a Chromium or installs Debian's; where it may not, says how to get one and leaves the tests to fail. */
export function ensureChromium() {
  if (findChromium()) return;
  const mayInstall = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  if (mayInstall) install();
  if (!findChromium())
    console.error(
      'No Chromium found, browser tests will fail. Install one (Debian: apt-get install chromium) or set CHROMIUM to its path.',
    );
}

function install() {
  console.error('No Chromium found: installing the one of Debian.');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-liberation']]) {
    spawnSync('apt-get', args, { env, stdio: ['ignore', 'ignore', 'inherit'] });
  }
}

if (import.meta.filename === process.argv[1]) ensureChromium();

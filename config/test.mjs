// npm test: runs Jest and closes with `N passed, N failed`. Arguments go to Jest.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ensureChromium } from './chromium.mjs';

ensureChromium();

const jest = join(createRequire(import.meta.url).resolve('jest/package.json'), '../bin/jest.js');
const args = ['--experimental-vm-modules', '--no-warnings=ExperimentalWarning', jest, '-c', 'config/jest.config.mjs'];
const child = spawn(process.execPath, [...args, ...process.argv.slice(2)], {
  cwd: join(import.meta.dirname, '..'),
  stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
});
let counted = { passed: 0, failed: 0 };
child.on('message', (message) => (counted = message));
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));

const [code] = await once(child, 'close');
const failed = code === 0 ? counted.failed : Math.max(counted.failed, 1);
console.log(`${counted.passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

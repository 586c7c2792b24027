// npm run check: everything a program can tell about the code, side by side. `npm run check -- lint types` runs some.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

const root = join(import.meta.dirname, '..');
const folders = ['src', 'admin', 'config', 'migrations', 'seeders', 'test', 'bench'].filter((folder) =>
  existsSync(join(root, folder)),
);

const steps = {
  format: 'prettier --check .',
  lint: 'eslint -c config/eslint.config.js --max-warnings 0 .',
  types: 'tsc -p .',
  layers: `depcruise -c config/dependency-cruiser.cjs ${folders.join(' ')}`,
  'dead code': 'knip -c config/knip.json',
  migrations: 'node config/run.mjs test/support/migrations-round-trip',
};

const wanted = process.argv.slice(2);
const chosen = Object.entries(steps).filter(([name]) => wanted.length === 0 || wanted.includes(name));
const results = await Promise.all(chosen.map(([name, command]) => run(name, command)));
const failed = results.filter((ok) => !ok).length;
console.log(`check: ${results.length - failed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

async function run(name, command) {
  const began = performance.now();
  const path = `${join(root, 'node_modules/.bin')}:${process.env.PATH}`;
  const child = spawn('/bin/sh', ['-c', command], {
    cwd: root,
    env: { ...process.env, PATH: path },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(`${code === 0 ? 'ok     ' : 'FAILED '} ${name} (${seconds} s)${code === 0 ? '' : `\n${out}${err}`}`);
  return code === 0;
}

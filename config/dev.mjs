// npm run dev: like npm start, and starts again whenever a source changes.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, watch } from 'node:fs';
import { join } from 'node:path';
import { root } from './build.mjs';

let child = start();
let waiting;
for (const folder of ['src', 'admin', 'config', 'migrations', 'seeders'].filter((name) =>
  existsSync(join(root, name)),
)) {
  watch(join(root, folder), { recursive: true }, () => {
    clearTimeout(waiting);
    waiting = setTimeout(again, 200);
  });
}
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => void stop().then(() => process.exit()));

function start() {
  const started = spawn(process.execPath, [join(root, 'config/run.mjs'), '--panel', 'src/start'], {
    stdio: 'inherit',
    detached: true,
    // Traces then name the TypeScript; npm start leaves it out, for it costs most of a second at every start.
    env: { ...process.env, NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --enable-source-maps` },
  });
  started.once('exit', (code) => code && console.log('Waiting for a change …'));
  return started;
}

async function stop() {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}

async function again() {
  await stop();
  child = start();
}

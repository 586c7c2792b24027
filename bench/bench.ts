import { logger } from '../config/logger.js';

// npm run bench -- NAME [options]: each bench prints one JSON line last.

const benches: Readonly<Record<string, () => Promise<{ run(args: readonly string[]): Promise<number> }>>> = {
  close: () => import('./close.js'),
  placement: () => import('./placement.js'),
};

const [name = '', ...args] = process.argv.slice(2);
const load = benches[name];
if (load) process.exitCode = await (await load()).run(args);
else {
  logger.error(`Name one of: ${Object.keys(benches).join(', ')}`);
  process.exitCode = 2;
}

import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { buildProgram, root } from '../../config/build.mjs';

/** Builds the program and starts the PostgreSQL of this run, in a process that ends when this one does. */
export default async function setUp() {
  await buildProgram();
  const keeper = fork(join(root, 'build/js/test/support/database-keeper.js'), { execArgv: ['--enable-source-maps'] });
  const early = once(keeper, 'exit').then(() => Promise.reject(new Error('The test database did not start.')));
  early.catch(() => undefined);
  const [{ clones }] = await Promise.race([once(keeper, 'message'), early]);
  process.env.TEST_CLONES = clones;
  globalThis.databaseKeeper = keeper;
}

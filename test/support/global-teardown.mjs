import { once } from 'node:events';

/** Letting go of the keeper is how it is told to stop. */
export default async function tearDown() {
  const keeper = globalThis.databaseKeeper;
  keeper.disconnect();
  await once(keeper, 'exit');
}

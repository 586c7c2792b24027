import { join } from 'node:path';
import { migrate } from '../../src/db/migrate.js';
import { addressOf } from '../../src/postgres/address.js';
import { prepareDatabase } from '../../src/postgres/roles.js';
import { serveClones } from './clones.js';
import { startThrowaway } from './throwaway.js';

// The throwaway PostgreSQL of one test run. It lives in a process of its own, so that whatever becomes of Jest, a
// kill -9 included, the channel to it closes and everything is stopped and removed.

const template = 'upline_template';
const { server, folder, remove } = await startThrowaway();
process.once('disconnect', () => void remove().finally(() => process.exit()));
process.on('SIGINT', () => undefined);

await prepareDatabase(server, template);
await migrate(addressOf(server, 'owner', template));
const clones = await serveClones(server, template, join(folder, 'clones.sock'));
process.send?.({ clones });

import { startEmbedded } from '../../src/postgres/embedded.js';

// Holds an embedded PostgreSQL, for the tests to kill it or its server: node embedded-holder.js DATA_DIR

const [dataDir = ''] = process.argv.slice(2);
const { server, urls, stop } = await startEmbedded(dataDir);
process.once('SIGTERM', () => void stop().then(() => process.exit()));
setInterval(() => undefined, 60_000);
process.stdout.write(`${JSON.stringify({ ready: true, postgres: server.pid, ...urls })}\n`);

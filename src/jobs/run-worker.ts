import { Pool } from 'pg';
import { env } from '../../config/env.js';
import { logger } from '../../config/logger.js';
import type { RunKind } from '../core/run-kind.js';
import { refuseUnready } from '../db/migrate.js';
import { db } from '../db/sequelize.js';
import { openAgenda } from './agenda.js';
import { deliverEvents } from './deliver-events.js';
import type { Consumers } from './deliver-events.js';
import type { Job } from './job.js';
import { loop } from './loop.js';
import { workOneRun } from './work-runs.js';

interface Work {
  jobs: readonly Job[];
  runKinds: readonly RunKind[];
  consumers: Consumers;
}

/** Longest wait for what is under way when told to stop; a run's step cut off then undoes itself. */
const patience_ms = 9000;

/** Delivers events, works on runs and wakes jobs until told to stop (SIGTERM, or its supervisor is gone); then exits. */
export async function runWorker({ jobs, runKinds, consumers }: Work): Promise<never> {
  const { signal } = listenForStop();
  await refuseUnready(env.DATABASE_URL);
  const pool = leasePool();
  const clock = await openAgenda({ name: `worker ${String(process.pid)}`, jobs });
  const loops = Promise.all([
    loop({ name: 'events', pause_ms: 1000, signal, turn: () => deliverEvents(consumers) }),
    loop({ name: 'runs', pause_ms: 2000, signal, turn: () => workOneRun({ pool, kinds: runKinds, signal }) }),
  ]);
  logger.info({ ready: true }, 'the worker is ready');
  process.send?.({ ready: true });

  await loops;
  await clock.close(patience_ms - 2000);
  await pool.end();
  await db.close();
  logger.info('the worker stopped');
  process.exit(0);
}

function listenForStop(): AbortController {
  const stop = new AbortController();
  const begin = () => {
    stop.abort();
    setTimeout(() => process.exit(0), patience_ms).unref();
  };
  for (const event of ['SIGTERM', 'SIGINT', 'disconnect']) process.once(event, begin);
  // Agenda leaves some of its promises to nobody; while the database is away they fail, and must not end the worker.
  process.on('unhandledRejection', (error) => {
    logger.error({ err: error }, 'a promise failed that nobody waited for');
  });
  return stop;
}

function leasePool(): Pool {
  const pool = new Pool({ connectionString: env.DATABASE_URL, max: 3, application_name: 'upline leases' });
  pool.on('error', (error) => {
    logger.warn({ err: error }, 'the worker lost a connection');
  });
  return pool;
}

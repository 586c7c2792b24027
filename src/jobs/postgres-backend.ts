import { PostgresBackend } from '@agendajs/postgres-backend';
import { Pool } from 'pg';
import { env } from '../../config/env.js';
import { logger } from '../../config/logger.js';
import type { Backend } from './backend.js';
import { outageLog } from './outage-log.js';

/**
 * Agenda on PostgreSQL with a pool of its own. An idle connection that breaks (a restart of the database) raises
 * `error` on the pool; unheard, it would end the process.
 */
export async function postgresBackend(name: string): Promise<Backend> {
  const pool = new Pool({ connectionString: env.DATABASE_URL, max: 4, application_name: `upline agenda ${name}` });
  const outage = outageLog('agenda');
  pool.on('error', (error) => {
    if (!outage.hears(error)) logger.warn({ err: error }, 'agenda lost a connection');
  });
  // A connection that comes back without a fault was of use.
  pool.on('release', (error: Error | undefined) => {
    if (!error) outage.answered();
  });
  await pool.query('SELECT FROM agenda_jobs LIMIT 0');
  return {
    backend: new PostgresBackend({ pool, ensureSchema: false }),
    close: () => pool.end(),
    isAway: (error) => outage.hears(error),
  };
}

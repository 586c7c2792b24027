import type { RequestHandler } from 'express';
import { z } from 'zod';
import { env } from '../../config/env.js';
import { pendingMigrations } from '../db/migrate.js';
import { selectOne } from '../db/select.js';
import type { Load } from './overload.js';

/** The process lives. Nothing else is asked, so that it answers whatever the rest is doing. */
export const tellHealth: RequestHandler = (_request, response) => {
  response.set('Cache-Control', 'no-store').json({ status: 'ok' });
};

/** Whether this process can serve now: for load balancers and the supervisor. */
export const tellReadiness =
  (load: Load): RequestHandler =>
  async (_request, response) => {
    const checks = {
      database: await holds(databaseAnswers),
      migrations: await holds(nothingIsPending),
      event_loop: load.lateness_ms() <= 200,
    };
    const isReady = Object.values(checks).every(Boolean);
    response.status(isReady ? 200 : 503);
    response.set('Cache-Control', 'no-store').json({ status: isReady ? 'ready' : 'not_ready', checks });
  };

const holds = (check: () => Promise<boolean>): Promise<boolean> => check().catch(() => false);

async function databaseAnswers(): Promise<boolean> {
  await selectOne('SELECT 1', [], z.unknown());
  return true;
}

let isUpToDate = false;

/** A database that once was ready for this program stays so for as long as the process lives. */
async function nothingIsPending(): Promise<boolean> {
  isUpToDate ||= (await pendingMigrations(env.DATABASE_URL)).length === 0;
  return isUpToDate;
}

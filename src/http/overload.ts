import type { RequestHandler } from 'express';
import { z } from 'zod';
import { Refusal } from '../core/errors.js';
import { db } from '../db/sequelize.js';
import type { Route } from './route.js';

/** How busy this process is. */
export interface Load {
  /** How long its timers have lately been late, in milliseconds. */
  lateness_ms(): number;
  /** How many requests wait for a database connection, for each connection there is. */
  queue(): number;
}

const look_ms = 100;

/** Measures this process until it ends. One hiccup is not overload: the milder of the last two looks counts. */
export function watchLoad(): Load {
  let last = { at: performance.now(), late: 0 };
  let lateness = 0;
  setInterval(() => {
    const at = performance.now();
    const late = Math.max(0, at - last.at - look_ms);
    lateness = Math.min(late, last.late);
    last = { at, late };
  }, look_ms).unref();
  return { lateness_ms: () => lateness, queue: queueForConnections };
}

/** For tools and tests that bring up a door without a watch. */
export const calm: Load = { lateness_ms: () => 0, queue: () => 0 };

/** Refuses at once what could only be answered late. Money routes hold out longest. */
export const refuseWhenOverloaded =
  (load: Load, { essential }: Pick<Route, 'essential'>): RequestHandler =>
  (_request, _response, next) => {
    const patience = essential ? 5 : 1;
    const isOver = load.lateness_ms() > 200 * patience || load.queue() > 20 * patience;
    next(isOver ? new Refusal('unavailable', 'Too busy; try again in a moment.', { retryAfterSeconds: 1 }) : undefined);
  };

const pool = z.object({ pool: z.object({ waiting: z.number(), maxSize: z.number() }) });

/** Sequelize keeps its pool to itself, so this looks, and says 0 should it ever look different. */
function queueForConnections(): number {
  const { data } = pool.safeParse(db.connectionManager);
  return data ? data.pool.waiting / data.pool.maxSize : 0;
}

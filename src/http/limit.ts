import { createHash } from 'node:crypto';
import type { Request } from 'express';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { env } from '../../config/env.js';
import { principal } from '../core/actor.js';
import { Refusal } from '../core/errors.js';
import { db } from '../db/sequelize.js';
import { addressPrefix } from './address-prefix.js';
import { whoAsks } from './who-asks.js';

/** So many requests in so many seconds, counted in PostgreSQL for all processes together. */
export interface Limit {
  /** Names the bucket; routes that name the same one share it. */
  name: string;
  points: number;
  seconds: number;
  /** Who is counted: the key or person (visitors by address prefix), the address prefix, or what the body names. */
  by: 'principal' | 'address' | ((request: Request) => string | null);
}

/** What holds where a route says nothing else. */
export const standard: Limit = { name: 'standard', points: 100, seconds: 60, by: 'principal' };

/** How much of a limit is left, for the answer's headers. */
export interface Standing {
  limit: Limit;
  quota: number;
  remaining: number;
  resetSeconds: number;
}

/** Counts a request against a limit; refuses it when nothing is left. Null: the limit does not concern it. */
export async function consume(limit: Limit, request: Request): Promise<Standing | null> {
  const who = counted(limit, request);
  return who === null ? null : consumeFor(limit, who);
}

/** The same for doors that know who is meant: a login name, a telephone number. */
export async function consumeFor(limit: Limit, who: string): Promise<Standing> {
  const limiter = limiterOf(limit);
  const { left, isOver } = await limiter.consume(keyOf(who)).then(
    (result) => ({ left: result, isOver: false }),
    (fault: unknown) => ({ left: asResult(fault), isOver: true }),
  );
  const standing = { limit, quota: limiter.points, remaining: left.remainingPoints, resetSeconds: secondsOf(left) };
  if (isOver) throw new TooMany(standing);
  return standing;
}

/** Forgets what was counted, such as failed logins after one that succeeded. */
export async function forgive(limit: Limit, who: string): Promise<void> {
  await limiterOf(limit).delete(keyOf(who));
}

export class TooMany extends Refusal {
  constructor(readonly standing: Standing) {
    super('rate_limited', `Too many requests; try again in ${String(standing.resetSeconds)} s.`, {
      retryAfterSeconds: standing.resetSeconds,
    });
  }
}

function counted({ by }: Limit, request: Request): string | null {
  const address = `address:${addressPrefix(request.ip)}`;
  if (typeof by === 'function') return by(request);
  const actor = whoAsks(request);
  return by === 'address' || actor.kind === 'visitor' ? address : principal(actor);
}

/** What people type (names, addresses, anything) is counted under its digest: short, storable, and nobody's data. */
const keyOf = (who: string): string =>
  /^[\w:./-]{1,80}$/.test(who) ? who : createHash('sha256').update(who).digest('base64url');

const limiters = new Map<string, RateLimiterPostgres>();

/** Once a counter is over, this process refuses without asking the database until the time is up. */
function limiterOf({ name, points, seconds }: Limit): RateLimiterPostgres {
  const known = limiters.get(name);
  if (known) return known;
  const quota = Math.ceil(points * env.RATE_LIMIT_FACTOR);
  const limiter = new RateLimiterPostgres({
    storeClient: db,
    storeType: 'sequelize',
    tableName: 'rate_limits',
    tableCreated: true,
    clearExpiredByTimeout: false,
    keyPrefix: name,
    points: quota,
    duration: seconds,
    inMemoryBlockOnConsumed: quota + 1,
  });
  limiters.set(name, limiter);
  return limiter;
}

const secondsOf = ({ msBeforeNext }: RateLimiterRes): number => Math.max(1, Math.ceil(msBeforeNext / 1000));

/** The limiter rejects with a result when nothing is left, and with an error when PostgreSQL does not answer. */
function asResult(fault: unknown): RateLimiterRes {
  if (fault instanceof RateLimiterRes) return fault;
  throw new Refusal('unavailable', 'The database is busy; try again in a moment.', { retryAfterSeconds: 1 });
}

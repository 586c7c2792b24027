import { logger } from '../../config/logger.js';
import { isOutage } from '../core/outage.js';

/** Tells in one line that the database is away and in another that it answers, however often it is missed between. */
export interface OutageLog {
  /** Whether the fault is an outage, of which nothing more is to be told. */
  hears(error: unknown): boolean;
  /** Something was asked of the database, and it answered. */
  answered(): void;
}

/** For one part of the worker, as the lines name it. */
export function outageLog(part: string): OutageLog {
  let missed = 0;
  return {
    hears(error) {
      if (!isOutage(error)) return false;
      missed += 1;
      if (missed === 1) logger.warn({ err: error, part }, 'the database is away');
      return true;
    },
    answered() {
      if (missed > 0) logger.warn({ part, missed }, 'the database answers again');
      missed = 0;
    },
  };
}

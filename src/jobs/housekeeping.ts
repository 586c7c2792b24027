import { z } from 'zod';
import { forgetOldKeys } from '../core/idempotency.js';
import { transaction } from '../core/transaction.js';
import { change } from '../db/select.js';
import { job } from './job.js';

/** Forgets what has no use any more: answered Idempotency-Keys after a day, limits and sessions that are over. */
export const housekeeping = job({
  name: 'jobs.housekeeping',
  data: z.object({}),
  every: '10 minutes',
  run: () =>
    transaction(async (tx) => {
      await forgetOldKeys(tx);
      await change(`DELETE FROM rate_limits WHERE expire < extract(epoch FROM now()) * 1000`, [], tx);
      await change(`DELETE FROM sessions WHERE expire < now()`, [], tx);
    }),
});

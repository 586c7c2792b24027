import { z } from 'zod';
import { transaction } from '../core/transaction.js';
import { change } from '../db/select.js';
import { job } from '../jobs/job.js';

/** Forgets what proves nothing any more: refresh tokens a week after their end, codes after a day. */
export const forgetProofs = job({
  name: 'users.forget-proofs',
  data: z.object({}),
  every: '1 hour',
  run: () =>
    transaction(async (tx) => {
      await change(`DELETE FROM refresh_tokens WHERE expires_at < now() - interval '7 days'`, [], tx);
      await change(`DELETE FROM one_time_codes WHERE created_at < now() - interval '1 day'`, [], tx);
    }),
});

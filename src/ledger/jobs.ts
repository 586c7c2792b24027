import { z } from 'zod';
import { job } from '../jobs/job.js';
import { sealPostings } from './seal.js';

/** Chains what was posted since, so that changing history shows, and so that house balances are quick to read. */
export const sealLedger = job({
  name: 'ledger.seal',
  every: '5 minutes',
  data: z.object({}),
  run: sealPostings,
});

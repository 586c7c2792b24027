import { z } from 'zod';
import { transaction } from '../core/transaction.js';
import { select } from '../db/select.js';
import { job } from '../jobs/job.js';

/** Clicks and prospects are kept by month: makes the tables of the coming months before they are needed. */
export const addMonths = job({
  name: 'tracking.add-months',
  data: z.object({}),
  every: '1 day',
  run: () => transaction((tx, now) => select('SELECT add_month_partitions($1, 3)', [now], z.unknown(), tx)),
});

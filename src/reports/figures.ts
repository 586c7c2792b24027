import { z } from 'zod';
import { roles } from '../core/policy.js';
import { query } from '../core/query.js';
import { funnelOf } from './funnel.js';
import { liabilitiesOf } from './liabilities.js';
import { payoutQueue } from './payouts.js';
import { spanInput } from './span.js';
import { viewOf } from './view.js';

/** How many came how far: prospects, leads, orders, sales, of those whose rows the asker sees. */
export const funnel = query({
  name: 'report.funnel',
  input: spanInput,
  allow: roles('owner', 'admin', 'team_lead', 'buyer', 'telemarketer'),
  run: async ({ input, actor }) => funnelOf(await viewOf(actor, input)),
});

/** What the program owes at this moment. */
export const liabilities = query({
  name: 'report.liabilities',
  input: z.strictObject({}),
  allow: roles('owner', 'admin', 'funds_coordinator'),
  async run({ actor }) {
    const view = await viewOf(actor, {});
    return { ...(await liabilitiesOf(view)), currency: view.program.currency };
  },
});

/** The payouts that wait for approval. */
export const payoutsWaitingReport = query({
  name: 'report.payouts_waiting',
  input: z.strictObject({}),
  allow: roles('owner', 'admin', 'funds_coordinator'),
  async run({ actor }) {
    const view = await viewOf(actor, {});
    return { ...(await payoutQueue(view)), currency: view.program.currency };
  },
});

import { z } from 'zod';
import { formatAmount } from '../core/money.js';
import { endpoint } from '../http/endpoint.js';
import { group } from '../http/route.js';
import { board } from './board.js';
import { funnel, liabilities, payoutsWaitingReport } from './figures.js';
import { home } from './home.js';

export const reports = group('reports');

endpoint(reports, {
  method: 'get',
  path: '/reports/home',
  summary: 'The figures, charts and lists of your own home over some days.',
  query: home,
  answer: board,
});

endpoint(reports, {
  method: 'get',
  path: '/reports/funnel',
  summary: 'How many came how far, from visit to sale.',
  query: funnel,
  answer: z.object({ data: z.array(z.object({ step: z.string(), count: z.number(), ofFirstBp: z.number() })) }),
  present: (data) => ({ data }),
});

endpoint(reports, {
  method: 'get',
  path: '/reports/liabilities',
  summary: 'What the program owes now: pending, held, in wallets, payouts on their way, tax.',
  query: liabilities,
  answer: z.object({
    pending: z.string(),
    held: z.string(),
    payable: z.string(),
    payouts: z.string(),
    tax: z.string(),
    currency: z.string(),
  }),
  present: ({ pending, held, payable, payouts, tax, currency }) => ({
    pending: formatAmount(pending),
    held: formatAmount(held),
    payable: formatAmount(payable),
    payouts: formatAmount(payouts),
    tax: formatAmount(tax),
    currency,
  }),
});

endpoint(reports, {
  method: 'get',
  path: '/reports/payouts-waiting',
  summary: 'How many payouts wait for approval, how much, and since when.',
  query: payoutsWaitingReport,
  answer: z.object({ count: z.number(), sum: z.string(), oldestDays: z.number(), currency: z.string() }),
  present: ({ sum, ...rest }) => ({ ...rest, sum: formatAmount(sum) }),
});

import type { Chart } from './board.js';
import { figure, shareBp } from './read.js';
import { ourLeads, ourSales, ourTraffic } from './view.js';
import type { View } from './view.js';

const steps = [
  [
    'Prospects',
    `FROM prospects WHERE program_id = $program AND created_at >= $from AND created_at < $until AND ${ourTraffic}`,
  ],
  [
    'Leads',
    `FROM leads WHERE program_id = $program AND deleted_at IS NULL AND created_at >= $from AND created_at < $until
    AND ${ourLeads}`,
  ],
  [
    'Orders',
    `FROM orders WHERE program_id = $program AND created_at >= $from AND created_at < $until AND ${ourTraffic}`,
  ],
  [
    'Sales',
    `FROM sales WHERE program_id = $program AND occurred_at >= $from AND occurred_at < $until
    AND status IN ('confirmed', 'refunded') AND ${ourSales}`,
  ],
] as const;

/** How many came how far in the span, and what share of the visits that is, in basis points. */
export async function funnelOf(view: View): Promise<{ step: string; count: number; ofFirstBp: number }[]> {
  const counts = await Promise.all(steps.map(([, from]) => figure(`SELECT count(*) AS value ${from}`, view)));
  const [first = 0n] = counts;
  return steps.map(([step], index) => {
    const count = counts[index] ?? 0n;
    return { step, count: Number(count), ofFirstBp: shareBp(count, first) };
  });
}

export async function funnelChart(view: View): Promise<Chart> {
  const found = await funnelOf(view);
  return {
    key: 'funnel',
    title: 'From visit to sale',
    kind: 'bar',
    unit: '',
    labels: found.map(({ step }) => step),
    series: [{ name: 'In these days', values: found.map(({ count }) => count) }],
  };
}

import type { Chart } from './board.js';
import { figure, shareBp } from './read.js';
import { saleCount } from './sales.js';
import { orders, prospects } from './traffic.js';
import { ourLeads } from './view.js';
import type { View } from './view.js';

const leads = `SELECT count(*) AS value FROM leads WHERE program_id = $program AND deleted_at IS NULL
  AND created_at >= $from AND created_at < $until AND ${ourLeads}`;

const steps = { Prospects: prospects, Leads: leads, Orders: orders, Sales: saleCount };

/** How many came how far in the span, and what share of the visits that is, in basis points. */
export async function funnelOf(view: View): Promise<{ step: string; count: number; ofFirstBp: number }[]> {
  const counts = await Promise.all(Object.values(steps).map((sql) => figure(sql, view)));
  const [first = 0n] = counts;
  return Object.keys(steps).map((step, index) => {
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

import { z } from 'zod';
import { businessDay, businessMonth } from '../../core/period.js';
import { selectOne } from '../../db/select.js';
import { programById } from '../../programs/find-program.js';
import type { ExplainedLine } from './line.js';
import { phrase, ref } from './phrase.js';
import type { Answer, Phrase } from './phrase.js';

const noted = `
  SELECT happened_at, counted_at, periods.month FROM late_facts LEFT JOIN periods ON periods.id = period_id
  WHERE late_facts.program_id = $1 AND fact = $2 AND fact_id = $3`;

export const lateRow = z.object({
  happened_at: z.date(),
  counted_at: z.date(),
  /** The month that was closed already; null where only its day was counted. */
  month: z.string().nullable(),
});
export type Late = z.output<typeof lateRow>;

export const lateFacts = ({ happened_at: dated, counted_at: counts, month }: Late, zone: string) => ({
  dated: dated.toISOString(),
  belonged_to: month ?? businessMonth(dated, zone),
  was_closed: month !== null,
  counts_from: counts.toISOString(),
  counts_in: businessMonth(counts, zone),
});

const nothing: Answer = { phrases: [], facts: {} };

/** That a line's sale came after its day was counted: where it belonged, and where it counts instead. */
export async function lateSale({ saleId, programId }: ExplainedLine): Promise<Answer> {
  if (saleId === null) return nothing;
  const { late, zone } = await lateOf(programId, 'sale', saleId);
  if (!late) return { phrases: [], facts: { late: null } };
  return { phrases: [latePhrase(saleId, late, zone)], facts: { late: lateFacts(late, zone) } };
}

/** The same of the refund behind a line that takes back. */
export async function lateRefund(refundId: number, programId: number): Promise<Answer> {
  const { late, zone } = await lateOf(programId, 'refund', refundId);
  if (!late) return nothing;
  const values = { day: businessDay(late.happened_at, zone), counted: businessDay(late.counted_at, zone) };
  return { phrases: [phrase('late.refund', values)], facts: { late_refund: lateFacts(late, zone) } };
}

async function lateOf(programId: number, fact: 'sale' | 'refund', id: number) {
  const late = await selectOne(noted, [programId, fact, id], lateRow);
  return { late, zone: late ? (await programById(programId)).timeZone : '' };
}

export function latePhrase(
  saleId: number,
  { happened_at: dated, counted_at: counts, month }: Late,
  zone: string,
): Phrase {
  const values = { sale: ref('sales', saleId), day: businessDay(dated, zone), counted: businessDay(counts, zone) };
  if (month === null) return phrase('late.day', values);
  return phrase('late.month', { ...values, month, counts: businessMonth(counts, zone) });
}

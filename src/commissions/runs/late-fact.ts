import type { Work } from '../../core/work.js';
import { change } from '../../db/select.js';
import { frontierOf, shareFrontier } from './frontier.js';

interface Happened {
  programId: number;
  happenedAt: Date;
}

export interface Fact extends Happened {
  fact: 'sale' | 'refund';
  factId: number;
}

/** When something counts: at its moment, or now when a run has counted that moment already. */
export async function countedAt({ tx, now }: Work, { programId, happenedAt }: Happened): Promise<Date> {
  await shareFrontier(programId, tx);
  const frontier = await frontierOf(programId, tx);
  if (frontier === null || happenedAt >= frontier) return happenedAt;
  return now > frontier ? now : frontier;
}

const note = `
  INSERT INTO late_facts (program_id, fact, fact_id, happened_at, counted_at, period_id)
  SELECT $1, $2, $3, $4, $5, (
    SELECT id FROM periods WHERE program_id = $1 AND status = 'closed' AND starts_at <= $4 AND ends_at > $4)
  ON CONFLICT (program_id, fact, fact_id) DO NOTHING`;

/** The same for a sale or a refund; one that is late is noted with the period it belonged to. */
export async function countFact(work: Work, fact: Fact): Promise<Date> {
  const counted = await countedAt(work, fact);
  if (counted > fact.happenedAt) {
    await change(note, [fact.programId, fact.fact, fact.factId, fact.happenedAt, counted], work.tx);
  }
  return counted;
}

import { z } from 'zod';
import type { Plan } from './plan.js';
import { documentHash } from './document-hash.js';

const basisPoints = z.number().nullable();

/** What one plan pays; money is decimal text in the program's currency. */
const payFigures = z.object({
  /** Gross of all lines, before taxes and instalments. */
  paid: z.string(),
  /** Paid of what was sold; null where nothing was sold. */
  payoutBp: basisPoints,
  /** What levels would have paid to nobody. */
  breakage: z.string(),
  /** How many members had pairs that were not formed or not paid, by reason: caps, limits, standing. */
  membersByReason: z.record(z.string(), z.number()),
  /** The part of what was paid that came from people rather than from sales of goods; null where nothing was paid. */
  recruited: z.string(),
  recruitedBp: basisPoints,
});

const moved = z.object({ members: z.number(), amount: z.string() });

const comparison = z.object({
  /** Confirmed sales less what was refunded of them. */
  sold: z.string(),
  draft: payFigures,
  active: payFigures,
  /** Who gets more, who gets less, and by how much in all; who gets the same of both, and something. */
  winners: moved,
  losers: moved,
  unchanged: z.number(),
});

/** What a version of a plan would have paid over real periods, beside what the versions then in force pay. */
export const planSimulation = z.object({
  planId: z.number(),
  version: z.number(),
  /** sha256 of the document that was simulated: for any other it says nothing. */
  documentHash: z.string(),
  runId: z.number().nullable(),
  simulatedAt: z.string(),
  currency: z.string(),
  /** Why there is nothing to tell, or null. */
  note: z.string().nullable(),
  periods: z.array(
    comparison.extend({
      month: z.string(),
      from: z.string(),
      until: z.string(),
      /** Whether the month is closed; one that is not over yet ends at the moment of the simulation. */
      isClosed: z.boolean(),
      isOver: z.boolean(),
      /** The version that was in force; zeros where none was. */
      active: payFigures.extend({ planId: z.number(), version: z.number() }),
      /** What stands in the books as earned in it, rejected lines left out. */
      accrued: z.string(),
    }),
  ),
  total: comparison,
  /** The largest changes over all periods, at most 20. */
  changes: z.array(
    z.object({
      memberId: z.number(),
      name: z.string(),
      before: z.string(),
      after: z.string(),
      difference: z.string(),
    }),
  ),
  paysForPeople: z.boolean(),
  warnings: z.array(
    z.object({
      code: z.string(),
      path: z.string(),
      message: z.string(),
      values: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
    }),
  ),
  /** sha256 of everything that was computed from. */
  certificate: z.string(),
});

export type PlanSimulation = z.output<typeof planSimulation>;

/** The simulation that a plan carries; null where there is none, or only a note that a preset came with. */
export const simulationOf = ({ simulation }: Pick<Plan, 'simulation'>): PlanSimulation | null =>
  planSimulation.safeParse(simulation).data ?? null;

/** Whether a plan carries a simulation of exactly the document that it has now. */
export const isSimulated = (plan: Pick<Plan, 'simulation' | 'document'>): boolean =>
  simulationOf(plan)?.documentHash === documentHash(plan.document);

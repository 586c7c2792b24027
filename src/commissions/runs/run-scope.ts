import type { TaxRule } from '../../compliance/withholding.js';
import type { ActivePlan } from '../../programs/active-plan.js';
import type { CommissionRunKind } from './commission-run.js';

/** What one run is to compute: for which program, by which rules, over which time. */
export interface RunScope {
  runId: number;
  /** What it begins with was made by runs before this one: its own id; for a simulation, the first run of its time. */
  earlierThan: number;
  programId: number;
  programKey: string;
  currency: string;
  kind: CommissionRunKind;
  /** Whose pairs alone are wanted; null for everybody's. */
  memberId: number | null;
  /** The members whose facts are read; null for everybody's. */
  circle: readonly number[] | null;
  /** Facts are matched from here until there (left out). */
  from: Date;
  until: Date;
  /** From when event lines are computed again; null where they are not. */
  eventsFrom: Date | null;
  /** Members with higher ids joined after the run was asked for. */
  lastMemberId: number;
  plan: ActivePlan;
  taxRules: readonly TaxRule[];
}

/** From when sales have to be read. */
export const firstMoment = ({ from, eventsFrom }: Pick<RunScope, 'from' | 'eventsFrom'>): Date =>
  eventsFrom !== null && eventsFrom < from ? eventsFrom : from;

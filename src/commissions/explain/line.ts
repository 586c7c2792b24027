import type { Plan } from '../../programs/plan-document.js';
import type { Commission, CommissionKind } from '../commission.js';
import type { Explanation } from '../explanation.js';
import type { LineState } from '../runs/totals.js';
import type { RunRead } from './run-read.js';

/** A line to be explained, whether it stands as a commission or only in a run. Amounts are minor units. */
export interface ExplainedLine {
  /** Null for a line of a run that is not posted, or was accrued otherwise. */
  commission: Commission | null;
  /** How it stands in its run; null for a commission. */
  inRun: { run: RunRead; line: number; state: LineState; commissionId: number | null } | null;
  programId: number;
  currency: string;
  beneficiaryId: number;
  kind: CommissionKind;
  level: number | null;
  saleId: number | null;
  sourceMemberId: number | null;
  /** The business day whose pairs it is for. */
  day: string | null;
  base: bigint | null;
  rateBp: number | null;
  quantity: number | null;
  amount: bigint;
  /** What goes to instalments; known with the line. */
  instalment: bigint;
  /** Tax as a run reckoned it; a commission's is known when it is credited. */
  tax: bigint | null;
  rule: Explanation['rule'];
  plan: { id: number | null; name: string; version: number } | null;
  document: Plan | null;
  /** Members from the source to the beneficiary, both included. */
  way: number[];
  /** What was written down with the line in words. */
  notes: readonly string[];
}

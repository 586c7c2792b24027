import type { Work } from '../../../core/work.js';
import type { CommissionRun } from '../commission-run.js';
import type { RunScope } from '../run-scope.js';

/** A run that is being posted. */
export interface Posting {
  row: CommissionRun;
  scope: RunScope;
  work: Work;
}

/** How far posting is: stages in their order, and a mark within the one under way. */
export interface Mark {
  stage: Stage;
  at: number;
}

export const stages = ['lines', 'undo', 'approve', 'members', 'close'] as const;
export type Stage = (typeof stages)[number];

/** What one step of a stage did: where it goes on, or null when the stage is over. */
export interface Posted {
  next: number | null;
  done: number;
}

/** Binds that say which of all lines are the run's. */
export const placeOf = ({ row }: Posting): [number, number, number | null] => [row.part, row.runId, row.fence];

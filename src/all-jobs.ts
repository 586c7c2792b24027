import { checkBooks } from './check-books.js';
import { matureHoldsTick } from './commissions/jobs.js';
import { matureHolds } from './commissions/mature-holds.js';
import { commissionRuns } from './commissions/runs/commission-runs.js';
import { releaseReserves } from './commissions/reserve-jobs.js';
import { dueRunsTick } from './commissions/runs/jobs.js';
import { verifications } from './commissions/runs/verify/verification.js';
import { simulationRuns } from './commissions/trials/simulation-runs.js';
import type { RunKind } from './core/run-kind.js';
import type { Job } from './jobs/job.js';
import { housekeeping } from './jobs/housekeeping.js';
import { handOutLeads } from './leads/jobs.js';
import { sealLedger } from './ledger/jobs.js';
import { applyPostbacks, expireOrders } from './orders/jobs.js';
import { rollUpVolumes } from './orders/roll-up-volumes.js';
import { addMonths } from './tracking/jobs.js';
import { forgetProofs } from './users/jobs.js';

/** What the alarm clock wakes. */
export const jobs: readonly Job[] = [
  housekeeping,
  sealLedger,
  checkBooks,
  matureHoldsTick,
  dueRunsTick,
  releaseReserves,
  handOutLeads,
  addMonths,
  rollUpVolumes,
  expireOrders,
  applyPostbacks,
  forgetProofs,
];

/** What workers can run. */
export const runKinds: readonly RunKind[] = [matureHolds, commissionRuns, verifications, simulationRuns];

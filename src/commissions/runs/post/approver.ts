import type { Actor } from '../../../core/actor.js';
import type { CommissionRun } from '../commission-run.js';

/** The worker approves in the name of whoever posted the run. */
export const actorOfApproval = (worker: Actor, { approvedById }: CommissionRun): Actor => ({
  ...worker,
  userId: approvedById,
});

import { runs } from '../../core/run-kind.js';
import { computeStep } from './compute-step.js';
import { postStep } from './post-step.js';
import { runKind } from './request-run.js';

/** Runs over commissions: computed in one go, looked at, then posted batch by batch. */
export const commissionRuns = runs({ kind: runKind, compute: computeStep, step: postStep });

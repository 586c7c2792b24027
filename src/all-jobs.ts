import type { RunKind } from './core/run-kind.js';
import type { Job } from './jobs/job.js';
import { housekeeping } from './jobs/housekeeping.js';

/** What the alarm clock wakes. */
export const jobs: readonly Job[] = [housekeeping];

/** What workers can run. */
export const runKinds: readonly RunKind[] = [];

import { checkBooks } from './check-books.js';
import type { RunKind } from './core/run-kind.js';
import type { Job } from './jobs/job.js';
import { housekeeping } from './jobs/housekeeping.js';
import { sealLedger } from './ledger/jobs.js';

/** What the alarm clock wakes. */
export const jobs: readonly Job[] = [housekeeping, sealLedger, checkBooks];

/** What workers can run. */
export const runKinds: readonly RunKind[] = [];

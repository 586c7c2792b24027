import './consequences.js';
import { jobs, runKinds } from './all-jobs.js';
import { consumers } from './consumers.js';
import { runWorker } from './jobs/run-worker.js';

await runWorker({ jobs, runKinds, consumers });

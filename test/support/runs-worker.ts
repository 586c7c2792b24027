import '../../src/consequences.js';
import { commissionRuns } from '../../src/commissions/runs/commission-runs.js';
import { runWorker } from '../../src/jobs/run-worker.js';

// The worker without its alarm clock: it does the runs that a test asks for, and asks for none by itself.

await runWorker({ jobs: [], runKinds: [commissionRuns], consumers: {} });

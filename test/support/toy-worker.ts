import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { runs } from '../../src/core/run-kind.js';
import { installConsequences } from '../../src/core/work.js';
import { change } from '../../src/db/select.js';
import { runWorker } from '../../src/jobs/run-worker.js';

// A worker with one kind of run, for tests to kill, freeze and stop: each step writes one line into toy_lines.

const input = z.object({ lines: z.number(), pause_ms: z.number() });
const cursorSchema = z.number().nullable();

const count = runs({
  kind: 'toy.count',
  async step({ work, runId, fence, ...step }) {
    const { lines, pause_ms } = input.parse(step.input);
    const line = (cursorSchema.parse(step.cursor) ?? 0) + 1;
    await change('INSERT INTO toy_lines (run_id, line, fence) VALUES ($1, $2, $3)', [runId, line, fence], work.tx);
    await pause(pause_ms);
    return { cursor: line, done: 1, isLast: line === lines, total: lines };
  },
});

installConsequences({});
await runWorker({ jobs: [], runKinds: [count], consumers: {} });

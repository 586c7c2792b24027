import { beforeAll } from '@jest/globals';
import { z } from 'zod';
import { system } from '../../src/core/actor.js';
import { command } from '../../src/core/command.js';
import { anyone } from '../../src/core/policy.js';
import { Run, stopRun, beginPosting, requestRun, reopenRun } from '../../src/core/run.js';
import { installConsequences } from '../../src/core/work.js';
import { asOwner } from './database.js';

/** Gives the test file the table that the toy worker writes into. */
export function withToyLines(): void {
  beforeAll(async () => {
    installConsequences({});
    await asOwner('CREATE TABLE toy_lines (run_id bigint, line int, fence bigint, PRIMARY KEY (run_id, line))');
    await asOwner('GRANT SELECT, INSERT ON toy_lines TO app');
  });
}

const request = command({
  name: 'toy.request',
  input: z.object({ kind: z.string(), key: z.string(), input: z.record(z.string(), z.unknown()) }),
  allow: anyone,
  run: ({ input, ...work }) => requestRun(work, { ...input, programId: null }),
});

export const requestToy = (key: string, input: Record<string, unknown> = {}, kind = 'toy.count') =>
  request(system(), { kind, key, input });

const move = (name: string, moveRun: typeof stopRun) =>
  command({
    name: `toy.${name}`,
    input: z.object({ runId: z.number() }),
    allow: anyone,
    run: ({ input, ...work }) => moveRun(work, input.runId),
  });

const moves = { cancel: move('cancel', stopRun), resume: move('resume', reopenRun), post: move('post', beginPosting) };

export const moveToy = (name: keyof typeof moves, runId: number) => moves[name](system(), { runId });

export const toyRun = (runId: number): Promise<Run> => Run.findByPk(runId, { rejectOnEmpty: true });

/** What the run has written, in order: line and fence. */
export const toyLines = (runId: number) =>
  asOwner<{ line: number; fence: string }>('SELECT line, fence FROM toy_lines WHERE run_id = $1 ORDER BY line', [
    runId,
  ]);

export const numbersTo = (last: number): number[] => Array.from({ length: last }, (_, index) => index + 1);

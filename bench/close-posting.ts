import type { Throwaway } from './throwaway.js';
import { median, round } from './verdict.js';

/** How long posting takes by the run's own steps, against the same statements by one session. */
export interface PostingRatio {
  ratio: number;
  target: number;
  lines_per_second: number;
  rounds: { run: number; statements: number }[];
}

interface Posted {
  seconds: number;
  lines: number;
}

interface Size {
  /** How many batches are posted each way in a turn; the steps post two at once. */
  batches: number;
  turns: number;
}

/**
 * Posts some batches of a computed run with approval: by the worker's steps, then as many of those that follow by bare
 * statements; the turns begin at places spread evenly over the run, so both ways meet lines of every kind.
 */
export async function postingRatio(place: Throwaway, runId: number, quick: boolean): Promise<PostingRatio> {
  const size = quick ? { batches: 2, turns: 1 } : { batches: 4, turns: 3 };
  await place.measure('close-post.js', [runId, 'begin']);
  const rounds: { run: Posted; statements: Posted }[] = [];
  for (const first of await firstBatches(place, runId, size)) {
    await startAt(place, runId, first);
    const run = await posted(place, ['steps', size.batches, first], runId);
    rounds.push({
      run,
      statements: await posted(place, ['statements', size.batches, first + size.batches * 2], runId),
    });
  }
  const perLine = ({ seconds, lines }: Posted): number => seconds / Math.max(1, lines);
  return {
    ratio: round(median(rounds.map(({ run, statements }) => perLine(run) / perLine(statements)))),
    target: 1.3,
    lines_per_second: round(median(rounds.map(({ run }) => 1 / perLine(run)))),
    rounds: rounds.map(({ run, statements }) => ({ run: round(run.seconds), statements: round(statements.seconds) })),
  };
}

/** A batch is two places in the run's list: its first line and its last. */
async function firstBatches({ ask }: Throwaway, runId: number, { turns }: Size): Promise<number[]> {
  const sql = 'SELECT cardinality(batches) / 2 AS count FROM commission_runs WHERE run_id = $1';
  const [row] = await ask<{ count: number }>(sql, [runId]);
  return Array.from({ length: turns }, (_, turn) => 2 * Math.floor(((row?.count ?? 0) * turn) / turns));
}

/** Lets the run go on from a batch. */
const startAt = ({ ask }: Throwaway, runId: number, batch: number) =>
  ask('UPDATE runs SET cursor = $2 WHERE id = $1', [
    runId,
    JSON.stringify({ phase: 'posting', at: { stage: 'lines', at: batch } }),
  ]);

async function posted(place: Throwaway, way: readonly (string | number)[], runId: number): Promise<Posted> {
  await place.ask('CHECKPOINT');
  return place.measure<Posted>('close-post.js', [runId, ...way]);
}

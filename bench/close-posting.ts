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

const batches = 4;

/** Posts some batches of a computed run with approval: by the worker's steps, and by bare statements, in turns. */
export async function postingRatio(place: Throwaway, runId: number, quick: boolean): Promise<PostingRatio> {
  await place.measure('close-post.js', [runId, 'begin']);
  const rounds: { run: Posted; statements: Posted }[] = [];
  for (let turn = 0; turn < (quick ? 1 : 3); turn += 1) {
    await place.ask('CHECKPOINT');
    const run = await place.measure<Posted>('close-post.js', [runId, 'steps', batches, turn]);
    await place.ask('CHECKPOINT');
    rounds.push({
      run,
      statements: await place.measure<Posted>('close-post.js', [runId, 'statements', batches, turn]),
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

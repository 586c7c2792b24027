import type { Transaction } from 'sequelize';
import { change } from '../db/select.js';
import { system } from './actor.js';
import { write } from './command-log.js';
import { Refusal } from './errors.js';
import type { Event } from './events.js';
import { Run } from './run.js';
import type { Phase, RunStatus } from './run.js';
import { LeaseLost } from './run-lease.js';
import type { Lease } from './run-lease.js';
import type { RunKind, StepResult } from './run-kind.js';
import { backendOf, doParts } from './run-parts.js';
import { transaction } from './transaction.js';
import { translate } from './translate-error.js';
import { settle } from './work.js';

/** What a worker does next: another step, nothing (the run is done, waits, or was cancelled). */
export type Outcome = 'more' | 'over';

/** Does one step of a run in one transaction: the work, the log, and last the cursor under the fence. */
export const takeStep = (kind: RunKind, lease: Lease): Promise<Outcome> =>
  transaction(async (tx, now) => {
    await lease.guard(await backendOf(tx), 'alone');
    const run = await Run.findByPk(lease.runId, { transaction: tx, rejectOnEmpty: true });
    const phase = phaseOf(run, kind);
    if (!phase) return 'over';
    const result = await perform(kind, { tx, now }, { run, phase, lease });
    await move({ kind, run, phase, lease, result }, tx);
    return result.isLast && statusAfter(kind, phase, result) !== 'posting' ? 'over' : 'more';
  });

/** Marks a run as failed with the reason, in words and as facts, unless somebody else has it by now. */
export const failRun = (lease: Lease, error: unknown): Promise<void> =>
  transaction(async (tx) => {
    const { code, message, details } = refusalOf(error);
    await change(
      `UPDATE runs SET status = 'failed', error = $3, result = coalesce(result, '{}') || $4::jsonb, finished_at = now()
       WHERE id = $1 AND status IN ('queued', 'computing', 'posting')
         AND EXISTS (SELECT FROM run_leases WHERE run_id = $1 AND fence = $2)`,
      [lease.runId, lease.fence, message, JSON.stringify({ failure: { code, ...details.facts } })],
      tx,
    );
  });

/** A refusal speaks for itself; what else went wrong may hold SQL or somebody's data, so it stands in the log alone. */
function refusalOf(error: unknown): Refusal {
  const known = translate(error);
  return known instanceof Refusal ? known : inLog;
}

const inLog = new Refusal('internal', 'Something went wrong on our side; the log of the worker says what.', {
  facts: { reason: 'look_in_log' },
});

function phaseOf({ status }: Run, { phases }: RunKind): Phase | undefined {
  if (status === 'queued') return phases.computing ? 'computing' : 'posting';
  return status === 'computing' || status === 'posting' ? status : undefined;
}

interface Place {
  run: Run;
  phase: Phase;
  lease: Lease;
}

async function perform(
  kind: RunKind,
  at: { tx: Transaction; now: Date },
  { run, phase, lease }: Place,
): Promise<StepResult> {
  const step = kind.phases[phase];
  if (!step) throw new Error(`A ${kind.kind} run has no ${phase}.`);
  const events: Event[] = [];
  const actor = system(run.programId);
  const { id: runId, programId, key, input } = run;
  const cursor = run.cursor?.phase === phase ? run.cursor.at : null;
  const work = { ...at, actor, emit: (event: Event) => void events.push(event) };
  const result = await step({
    work,
    runId,
    programId,
    key,
    input,
    cursor,
    fence: lease.fence,
    atOnce: (parts) => doParts({ lease, work, status: run.status, cursor: { phase, at: cursor } }, parts),
  });
  const settled = await settle({ ...at, actor }, events);
  const log = { command: `${kind.kind}.step`, actor, requestId: null, answer: null };
  await write({ ...log, input: { runId, phase, fence: lease.fence, cursor }, events: settled }, at.tx);
  return result;
}

const statusAfter = (kind: RunKind, phase: Phase, { isLast, autoPost = kind.autoPost }: StepResult): RunStatus => {
  if (!isLast) return phase;
  if (phase === 'posting') return 'posted';
  return autoPost ? 'posting' : 'review';
};

// `status = $3` is what the step began with: a run cancelled meanwhile is not moved, and the step undoes itself.
const moveCursor = `
  UPDATE runs SET status = $4, cursor = $5::jsonb, progress = CASE WHEN $6 THEN 0 ELSE progress END + $7,
    total = coalesce($8, total), result = coalesce(result, '{}') - 'failure' || $9::jsonb,
    started_at = coalesce(started_at, now()), finished_at = CASE WHEN $4 = 'posted' THEN now() END
  WHERE id = $1 AND status = $3 AND EXISTS (SELECT FROM run_leases WHERE run_id = $1 AND fence = $2)`;

async function move(place: Place & { kind: RunKind; result: StepResult }, tx: Transaction): Promise<void> {
  const { kind, run, phase, lease, result } = place;
  const status = statusAfter(kind, phase, result);
  const isStart = run.cursor?.phase !== phase || run.cursor.at === null;
  const cursor = { phase: status === 'posting' ? 'posting' : phase, at: status === phase ? result.cursor : null };
  const moved = await change(
    moveCursor,
    [
      run.id,
      lease.fence,
      run.status,
      status,
      JSON.stringify(cursor),
      isStart,
      result.done,
      result.total ?? null,
      JSON.stringify(result.result ?? {}),
    ],
    tx,
  );
  if (moved === 0) throw new LeaseLost(`run ${String(run.id)} was cancelled or taken over`);
}

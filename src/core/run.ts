import type { CreationOptional, InferAttributes, InferCreationAttributes, NonAttribute } from 'sequelize';
import { z } from 'zod';
import { createdAt, id, instant, json, primaryId, text } from '../db/columns.js';
import { int } from '../db/row-schema.js';
import { Row } from '../db/row.js';
import { selectOne } from '../db/select.js';
import { db } from '../db/sequelize.js';
import { Refusal, WrongState } from './errors.js';
import { lockOrRefuse } from './lock.js';
import type { Work } from './work.js';

export const runStatuses = ['queued', 'computing', 'review', 'posting', 'posted', 'cancelled', 'failed'] as const;
export type RunStatus = (typeof runStatuses)[number];
export type Phase = 'computing' | 'posting';

const next: Readonly<Record<RunStatus, readonly RunStatus[]>> = {
  queued: ['computing', 'posting', 'cancelled', 'failed'],
  computing: ['review', 'posting', 'cancelled', 'failed'],
  review: ['posting', 'cancelled'],
  posting: ['posted', 'failed'],
  failed: ['queued', 'computing', 'posting', 'cancelled'],
  posted: [],
  cancelled: [],
};

/** Where a run stands: the phase it was in, and the step's own mark of how far that phase has come. */
export interface Cursor {
  phase: Phase;
  at: unknown;
  /** Parts of the step that goes on from here are committed, though the step is not. */
  hasParts?: boolean;
}

/** A long computation, done in steps by whichever worker holds its lease. */
export class Run extends Row<InferAttributes<Run>, InferCreationAttributes<Run>> {
  declare id: CreationOptional<number>;
  declare programId: number | null;
  declare kind: string;
  /** With the kind it names the run, so that asking twice makes one. */
  declare key: string;
  declare status: RunStatus;
  declare input: CreationOptional<Record<string, unknown>>;
  declare cursor: Cursor | null;
  /** Rows done, of `total` where that is known. */
  declare progress: CreationOptional<number>;
  declare total: number | null;
  declare result: Record<string, unknown> | null;
  declare error: string | null;
  declare requestedBy: number | null;
  declare createdAt: CreationOptional<Date>;
  declare startedAt: Date | null;
  declare finishedAt: Date | null;

  become(status: RunStatus): this {
    if (!next[this.status].includes(status)) throw new WrongState('run', this.status, status);
    return this.set({ status });
  }

  /** Whether some of it is posted and the rest is not: then it cannot be stopped, only go on. */
  get isPartlyPosted(): NonAttribute<boolean> {
    return this.cursor?.phase === 'posting' && (this.cursor.at !== null || this.cursor.hasParts === true);
  }
}

Run.init(
  {
    id: primaryId(),
    programId: id(),
    kind: text(),
    key: text(),
    status: text(),
    input: json(),
    cursor: json(),
    progress: id(),
    total: id(),
    result: json(),
    error: text(),
    requestedBy: id(),
    createdAt: createdAt(),
    startedAt: instant(),
    finishedAt: instant(),
  },
  { sequelize: db, tableName: 'runs' },
);

export interface RunRequest {
  kind: string;
  key: string;
  programId: number | null;
  input?: Record<string, unknown>;
}

const request = `
  WITH made AS (
    INSERT INTO runs (kind, key, program_id, input, requested_by) VALUES ($1, $2, $3, $4::jsonb, $5)
    ON CONFLICT (kind, key) DO NOTHING RETURNING id
  ), leased AS (INSERT INTO run_leases (run_id) SELECT id FROM made)
  SELECT id, true AS is_new FROM made`;

/** Queues a run, once per kind and key: asking again gives the first one. A worker takes it within 2 s. */
export async function requestRun(work: Work, ask: RunRequest): Promise<{ runId: number; isNew: boolean }> {
  const { kind, key, programId, input = {} } = ask;
  const binds = [kind, key, programId, JSON.stringify(input), work.actor.userId];
  const made = await selectOne(request, binds, z.object({ id: int }), work.tx);
  if (made) return { runId: made.id, isNew: true };
  const first = await Run.findOne({ where: { kind, key }, rejectOnEmpty: true, transaction: work.tx });
  return { runId: first.id, isNew: false };
}

/**
 * Stops a run before anything of it is posted, also one that failed; a step under way finds out at its end and undoes
 * itself.
 */
export async function stopRun({ tx, now }: Work, runId: number): Promise<Run> {
  const run = await lockOrRefuse(Run, runId, tx);
  if (run.isPartlyPosted) throw new WrongState('run', 'posting', 'cancelled');
  return run.become('cancelled').set({ finishedAt: now }).save({ transaction: tx });
}

/** Lets a failed run go on where its last finished step left it. */
export async function reopenRun({ tx }: Work, runId: number): Promise<Run> {
  const run = await lockOrRefuse(Run, runId, tx);
  if (run.status !== 'failed') throw new WrongState('run', run.status, 'queued');
  run.become(run.cursor?.phase ?? 'queued');
  return run.set({ error: null, finishedAt: null }).save({ transaction: tx });
}

/** Begins the posting of a run that waits for somebody to look at it, unless what it computed says `blocked`. */
export async function beginPosting({ tx }: Work, runId: number): Promise<Run> {
  const run = await lockOrRefuse(Run, runId, tx);
  if (run.status !== 'review') throw new WrongState('run', run.status, 'posting');
  const blocked = run.result?.['blocked'];
  if (typeof blocked === 'string') throw new Refusal('conflict', blocked, { facts: { reason: 'blocked' } });
  return run
    .become('posting')
    .set({ cursor: { phase: 'posting', at: null }, progress: 0 })
    .save({ transaction: tx });
}

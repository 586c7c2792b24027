import type { Transaction } from 'sequelize';
import { Refusal } from '../../core/errors.js';
import { Run } from '../../core/run.js';
import type { RunStatus } from '../../core/run.js';
import type { Work } from '../../core/work.js';
import { CommissionRun } from './commission-run.js';
import type { CommissionRunKind } from './commission-run.js';
import { Period } from './period.js';

/** The one open run of a program, for whoever has to wait for it. */
export interface RunUnderWay {
  runId: number;
  kind: CommissionRunKind;
  status: RunStatus;
  month: string;
  /** Whose pairs alone it matches. */
  memberId: number | null;
  /** When it was computed, of one that waits for review; else when it was asked for. */
  since: Date;
}

export async function runUnderWay(programId: number, tx?: Transaction): Promise<RunUnderWay | null> {
  const row = await CommissionRun.findOne({
    where: { programId, isOpen: true },
    include: [{ model: Run, as: 'run' }],
    transaction: tx ?? null,
  });
  if (!row?.run) return null;
  const { runId, kind, memberId, computedAt, createdAt, run } = row;
  const { month } = await Period.findByPk(row.periodId, { rejectOnEmpty: true, transaction: tx ?? null });
  return { runId, kind, memberId, month, status: run.status, since: computedAt ?? createdAt };
}

/** What waiting for it means: a person has to act, or it will be over in a while. */
export function waitingFor(status: RunStatus): 'run_in_review' | 'run_failed' | 'run_under_way' {
  if (status === 'review') return 'run_in_review';
  return status === 'failed' ? 'run_failed' : 'run_under_way';
}

/**
 * A program has one run at a time, because each begins with what the one before left: while a review holds computed
 * numbers, pairs posted beside them would be paid twice or be missing from the legs. So whoever asks for another is
 * told which one it is, what it waits for and since when, and asks again afterwards; nothing is lost by waiting.
 */
export async function refuseOpen(programId: number, { tx }: Work): Promise<void> {
  const open = await runUnderWay(programId, tx);
  if (!open) return;
  const { runId, kind, status, month, since } = open;
  const reason = waitingFor(status);
  throw new Refusal('already_running', `${named(open)} ${told[reason](since)}`, {
    facts: { reason, run_id: runId, run_kind: kind, run_status: status, month, since: since.toISOString() },
  });
}

const told = {
  run_in_review: (since: Date) =>
    `has been waiting for review since ${minute(since)}; ask again when it is posted or cancelled.`,
  run_failed: () => 'failed; it has to be resumed or cancelled first.',
  run_under_way: () => 'is under way; ask again when it is done.',
} as const;

const minute = (at: Date): string => `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;

function named({ kind, month }: RunUnderWay): string {
  if (kind === 'period') return `The close of ${month}`;
  return kind === 'matching' ? `A matching of days of ${month}` : 'The matching of a member';
}

import { count, day, month } from './format.js';
import { t } from './text.js';

/** A run over commissions as the server tells it (`admin/pages/run-summary.ts`). */
export interface RunInfo {
  id: number;
  kind: 'matching' | 'period' | 'member';
  month: string;
  lastDay: string;
  member: { id: number; name: string } | null;
  status: string;
  progress: number;
  total: number | null;
  error: string | null;
  requestedBy: string | null;
  createdAt: string;
  startedAt: string | null;
  finishedAt: string | null;
  toPost: { lines: number; amount: string } | null;
  isBlocked: boolean;
  /** What this person may do with it as it stands. */
  offered?: string[];
}

/** "Close of October 2026", "Pairs up to 20 Nov 2026", "Pairs of Tara Talker up to 20 Nov 2026". */
export const runName = ({ kind, ...run }: Pick<RunInfo, 'kind' | 'month' | 'lastDay' | 'member'>): string =>
  t(`runs.name.${kind}`, {
    month: run.month ? month(run.month) : '',
    day: day(run.lastDay),
    member: run.member?.name ?? '',
  });

/** "1 line", "1,204 lines". */
export const linesOf = (lines: number): string =>
  t(`runs.figure.${lines === 1 ? 'oneLine' : 'ofLines'}`, { lines: count(lines) });

export const runHref = (id: number): string => `/admin/pages/commission-run?id=${String(id)}`;

const moving = new Set(['queued', 'computing', 'posting']);

/** Whether a worker has it, or is about to. */
export const isMoving = (status: string): boolean => moving.has(status);

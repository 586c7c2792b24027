import type { WhereOptions } from 'sequelize';
import { CommissionRun } from '../../src/commissions/runs/commission-run.js';
import { Period } from '../../src/commissions/runs/period.js';
import { Run } from '../../src/core/run.js';
import type { RunStatus } from '../../src/core/run.js';
import { businessDay } from '../../src/core/period.js';
import type { Person } from '../person.js';
import { failureOf } from '../refusal-words.js';
import { definitionOf } from '../support/registry.js';
import { titlesOf } from '../support/titles.js';

/** A run over commissions as lists show it; money as decimal text. */
export interface RunSummary {
  id: number;
  kind: CommissionRun['kind'];
  month: string;
  /** The last business day that it counts. */
  lastDay: string;
  member: { id: number; name: string } | null;
  status: RunStatus;
  progress: number;
  total: number | null;
  error: string | null;
  requestedBy: string | null;
  createdAt: Date;
  startedAt: Date | null;
  finishedAt: Date | null;
  toPost: { lines: number; amount: string } | null;
  isBlocked: boolean;
}

/** Runs of the program, the latest first. */
export async function summariesOf(person: Person, where: WhereOptions, limit: number): Promise<RunSummary[]> {
  const rows = await CommissionRun.findAll({
    where,
    include: [{ model: Run, as: 'run' }],
    order: [['runId', 'DESC']],
    limit,
  });
  const periods = await Period.findAll({ where: { id: rows.map(({ periodId }) => periodId) } });
  const months = new Map(periods.map(({ id, month }) => [id, month]));
  const names = {
    users: await namesOf(
      'users',
      rows.map(({ run }) => run?.requestedBy),
      person,
    ),
    members: await namesOf(
      'members',
      rows.map(({ memberId }) => memberId),
      person,
    ),
  };
  const zone = person.program?.timeZone ?? 'UTC';
  return rows.flatMap((row) => {
    const { run, endsAt, periodId } = row;
    if (!run) return [];
    const span = { month: months.get(periodId) ?? '', lastDay: businessDay(new Date(endsAt.getTime() - 1), zone) };
    return [{ ...summaryOf(row, run, names), error: failureOf(run, person), ...span }];
  });
}

interface Found {
  users: Names;
  members: Names;
}

function summaryOf({ kind, memberId, totals }: CommissionRun, run: Run, { users, members }: Found) {
  const { id, status, progress, total, requestedBy, createdAt, startedAt, finishedAt } = run;
  return {
    ...{ id, kind, status, progress, total, createdAt, startedAt, finishedAt },
    member: memberId === null ? null : { id: memberId, name: nameIn(members, memberId) },
    requestedBy: requestedBy === null ? null : nameIn(users, requestedBy),
    toPost: totals?.toPost ?? null,
    isBlocked: typeof run.result?.['blocked'] === 'string',
  };
}

export type Names = ReadonlyMap<string, string>;

/** How rows of another table are called; who may not see them gets none. */
export async function namesOf(
  resource: string,
  ids: readonly (number | null | undefined)[],
  person: Person,
): Promise<Names> {
  const definition = definitionOf(resource);
  const wanted = [...new Set(ids.filter((id) => id !== null && id !== undefined).map(String))];
  return definition ? titlesOf(definition, person, wanted) : new Map<string, string>();
}

export const nameIn = (names: Names, id: number): string => names.get(String(id)) ?? `#${String(id)}`;

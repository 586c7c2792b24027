import { z } from 'zod';
import type { Run } from '../../src/core/run.js';
import { select } from '../../src/db/select.js';
import type { Person } from '../person.js';
import { nameIn, namesOf } from './run-summary.js';

/** What somebody, or a worker, did with a run, and when. */
export interface RunStep {
  what: 'queued' | 'computing' | 'posted' | 'cancelled' | 'failed' | 'review' | 'approving' | 'posting' | 'resumed';
  who: string | null;
  at: Date | null;
}

const decisions = `
  SELECT command, user_id::int AS "userId", created_at AS at FROM command_log
  WHERE changes @> jsonb_build_array(jsonb_build_object('table', 'runs', 'id', $1::bigint))
    AND command IN ('run.approve', 'run.post', 'run.resume', 'run.request-due') ORDER BY id`;

const decision = z.object({ command: z.string(), userId: z.number().nullable(), at: z.date() });

const doings: Readonly<Record<string, RunStep['what']>> = {
  'run.approve': 'approving',
  'run.post': 'posting',
  'run.resume': 'resumed',
  'run.request-due': 'posting',
};

/** The way of a run so far, in order of time; who is null where nobody did it by hand. */
export async function stepsOf(run: Run, person: Person): Promise<RunStep[]> {
  const { createdAt, requestedBy, startedAt, status } = run;
  const decided = await select(decisions, [run.id], decision);
  const names = await namesOf('users', [requestedBy, ...decided.map(({ userId }) => userId)], person);
  const nameOf = (id: number | null): string | null => (id === null ? null : nameIn(names, id));
  const begun: RunStep[] = startedAt === null ? [] : [{ what: 'computing', who: null, at: startedAt }];
  return [
    { what: 'queued', who: nameOf(requestedBy), at: createdAt },
    ...begun,
    ...decided.map(({ command, userId, at }) => ({ what: doings[command] ?? 'posting', who: nameOf(userId), at })),
    ...endOf(run, status),
  ];
}

function endOf({ finishedAt }: Run, status: Run['status']): RunStep[] {
  if (status === 'posted' || status === 'cancelled' || status === 'failed')
    return [{ what: status, who: null, at: finishedAt }];
  return status === 'review' ? [{ what: status, who: null, at: null }] : [];
}

import { z } from 'zod';
import { runsSeenBy } from '../../src/jobs/run-list.js';
import { Run } from '../../src/core/run.js';
import { int } from '../../src/db/row-schema.js';
import { selectOne } from '../../src/db/select.js';
import { page } from '../pages.js';
import type { Person } from '../person.js';
import { office } from '../policies.js';
import { failureOf } from '../refusal-words.js';

const waiting = `SELECT count(*) FILTER (WHERE status = 'waiting') AS waiting,
  count(*) FILTER (WHERE status = 'failed') AS failed,
  coalesce(extract(epoch FROM now() - min(created_at) FILTER (WHERE status = 'waiting')), 0)::int AS oldest
  FROM outbox WHERE status <> 'delivered'`;

/** Our runs with how far they have come, and what waits to be delivered; Agendash shows the alarm clock itself. */
export const jobs = page({
  name: 'jobs',
  component: 'JobsPage',
  icon: 'Activity',
  group: 'system',
  see: office,
  async read({ person }) {
    const runs = await Run.findAll({ where: runsSeenBy(person.actor), order: [['id', 'DESC']], limit: 20 });
    const outbox = await selectOne(waiting, [], z.object({ waiting: int, failed: int, oldest: int }));
    return { outbox, runs: runs.map((run) => presentRun(run, person)) };
  },
});

const presentRun = (run: Run, person: Person) => ({
  id: run.id,
  kind: run.kind,
  name: run.key,
  status: run.status,
  progress: run.progress,
  total: run.total,
  error: failureOf(run, person),
  createdAt: run.createdAt,
  finishedAt: run.finishedAt,
});

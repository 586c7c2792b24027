import { z } from 'zod';
import { runsSeenBy } from '../../src/jobs/run-list.js';
import { Run } from '../../src/core/run.js';
import { int } from '../../src/db/row-schema.js';
import { selectOne } from '../../src/db/select.js';
import { page } from '../pages.js';
import { office } from '../policies.js';

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
    return { outbox, runs: runs.map(presentRun) };
  },
});

const presentRun = ({ id, kind, key, status, progress, total, error, createdAt, finishedAt }: Run) => ({
  id,
  kind,
  name: key,
  status,
  progress,
  total,
  error,
  createdAt,
  finishedAt,
});

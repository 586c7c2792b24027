import { Op } from 'sequelize';
import { programOf } from '../../src/core/policy.js';
import { Run, runStatuses } from '../../src/core/run.js';
import { finance } from '../policies.js';
import { resource } from '../support/resource.js';

export const runs = resource(Run, {
  group: 'system',
  icon: 'Play',
  see: finance,
  scope: (actor) => ({ programId: { [Op.or]: [programOf(actor), null] } }),
  title: { sql: `"Run"."kind" || ' ' || "Run"."key"` },
  list: ['id', 'kind', 'key', 'status', 'done', 'createdAt', 'finishedAt'],
  show: ['progress', 'total', 'requestedBy', 'startedAt', 'error', 'input', 'result'],
  filters: ['kind', 'status', 'createdAt', 'finishedAt'],
  search: ['kind', 'key'],
  columns: {
    key: { kind: 'code' },
    kind: { kind: 'code' },
    done: {
      kind: 'progress',
      sql: `CASE WHEN status IN ('posted') THEN 10000 WHEN total > 0 THEN least(10000, progress * 10000 / total) END`,
    },
    progress: { kind: 'count' },
    requestedBy: { of: 'users' },
    status: { kind: 'status', values: runStatuses },
  },
  related: [{ resource: 'commissions', by: 'runId' }],
});

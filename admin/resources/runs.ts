import { Run, runStatuses } from '../../src/core/run.js';
import { cancelRun, postRun, resumeRun } from '../../src/jobs/change-run.js';
import { runsSeenBy } from '../../src/jobs/run-list.js';
import { finance } from '../policies.js';
import { commandAction } from '../support/panel-action.js';
import { resource } from '../support/resource.js';

const ofRun = ({ id }: Run) => ({ runId: id });

export const runs = resource(Run, {
  group: 'system',
  icon: 'Play',
  see: finance,
  scope: runsSeenBy,
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
  actions: {
    post: commandAction({
      command: postRun,
      look: 'primary',
      icon: 'Check',
      when: ({ status }) => status === 'review',
      input: ofRun,
    }),
    resume: commandAction({
      command: resumeRun,
      icon: 'Play',
      when: ({ status }) => status === 'failed',
      input: ofRun,
    }),
    cancel: commandAction({
      command: cancelRun,
      look: 'danger',
      icon: 'XCircle',
      when: ({ status }) => ['queued', 'computing', 'review', 'failed'].includes(status),
      input: ofRun,
    }),
  },
});

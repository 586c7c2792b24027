import { Run, runStatuses } from '../../src/core/run.js';
import { approveRun } from '../../src/commissions/runs/change-run.js';
import { CommissionRun } from '../../src/commissions/runs/commission-run.js';
import { runKind } from '../../src/commissions/runs/request-run.js';
import { requestMatching } from '../../src/commissions/runs/request-matching.js';
import { requestPeriodRun } from '../../src/commissions/runs/request-period.js';
import { cancelRun, postRun, resumeRun } from '../../src/jobs/change-run.js';
import { runsSeenBy } from '../../src/jobs/run-list.js';
import { finance } from '../policies.js';
import { commandAction, tableAction } from '../support/panel-action.js';
import { resource } from '../support/resource.js';

const ofRun = ({ id }: Run) => ({ runId: id });

/** What a run over commissions came to, by which plans, and its certificate. */
async function totalsOf({ id }: Run): Promise<unknown> {
  const found = await CommissionRun.findByPk(id);
  return found && { totals: found.totals, plans: found.plans, certificate: found.certificate };
}

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
  panels: { totals: totalsOf },
  actions: {
    requestPeriod: tableAction({ command: requestPeriodRun, look: 'primary', icon: 'Calendar' }),
    requestMatching: tableAction({ command: requestMatching, icon: 'GitMerge' }),
    approve: commandAction({
      command: approveRun,
      look: 'primary',
      icon: 'CheckCircle',
      when: ({ status, kind }) => status === 'review' && kind === runKind,
      input: ofRun,
    }),
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

import { Run, runStatuses } from '../../src/core/run.js';
import { approveRun } from '../../src/commissions/runs/change-run.js';
import { runKind } from '../../src/commissions/runs/request-run.js';
import { requestMember } from '../../src/commissions/runs/request-member.js';
import { requestMatching } from '../../src/commissions/runs/request-matching.js';
import { requestPeriodRun } from '../../src/commissions/runs/request-period.js';
import { requestVerify } from '../../src/commissions/runs/verify/request-verify.js';
import { cancelRun, mayChangeRun, postRun, resumeRun } from '../../src/jobs/change-run.js';
import { runsSeenBy } from '../../src/jobs/run-list.js';
import { postPreview } from '../pages/post-preview.js';
import { finance } from '../policies.js';
import { commandAction, tableAction } from '../support/panel-action.js';
import { resource } from '../support/resource.js';

const ofRun = ({ id }: Run) => ({ runId: id });

/** Nothing of it is posted while lines stand that differ. */
const isBlocked = ({ result }: Run): boolean => typeof result?.['blocked'] === 'string';

const isBeforePosting = ({ status, isPartlyPosted }: Run): boolean =>
  ['queued', 'computing', 'review', 'failed'].includes(status) && !isPartlyPosted;

/** Runs over commissions have a page of their own. */
const pageOf = ({ id, kind }: Run): Promise<unknown> => Promise.resolve(kind === runKind ? { id } : null);

export const runs = resource(Run, {
  group: 'system',
  icon: 'Play',
  see: finance,
  scope: runsSeenBy,
  title: { sql: `'Run ' || "Run"."id"` },
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
  panels: { review: pageOf },
  actions: {
    requestPeriod: tableAction({ command: requestPeriodRun, look: 'primary', icon: 'Calendar' }),
    requestMatching: tableAction({ command: requestMatching, icon: 'GitMerge' }),
    requestMember: tableAction({ command: requestMember, icon: 'User' }),
    approve: commandAction({
      command: approveRun,
      look: 'primary',
      icon: 'CheckCircle',
      when: (run) => run.status === 'review' && run.kind === runKind && !isBlocked(run),
      input: ofRun,
      preview: postPreview,
    }),
    post: commandAction({
      command: postRun,
      icon: 'Check',
      when: (run, actor) => run.status === 'review' && !isBlocked(run) && mayChangeRun(actor, run),
      input: ofRun,
      preview: postPreview,
    }),
    resume: commandAction({
      command: resumeRun,
      icon: 'Play',
      when: (run, actor) => run.status === 'failed' && mayChangeRun(actor, run),
      input: ofRun,
    }),
    verify: commandAction({
      command: requestVerify,
      icon: 'Shield',
      when: ({ status, kind }) => kind === runKind && ['review', 'posted'].includes(status),
      input: ofRun,
    }),
    cancel: commandAction({
      command: cancelRun,
      look: 'danger',
      icon: 'XCircle',
      when: (run, actor) => isBeforePosting(run) && mayChangeRun(actor, run),
      input: ofRun,
    }),
  },
});

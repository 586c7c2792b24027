import { endpoint } from '../http/endpoint.js';
import { pageOf } from '../http/list.js';
import { group } from '../http/route.js';
import { cancelRun, postRun, resumeRun } from './change-run.js';
import { listRuns, presentRun, runAnswer } from './run-list.js';

export const runRoutes = group('runs');

const shown = { answer: runAnswer, present: presentRun } as const;

endpoint(runRoutes, {
  method: 'get',
  path: '/runs',
  summary: 'List runs with how far they are, the newest first.',
  query: listRuns,
  answer: pageOf(runAnswer),
});

endpoint(runRoutes, {
  ...shown,
  method: 'put',
  path: '/runs/:runId/cancellation',
  summary: 'Stop a run before its posting begins.',
  command: cancelRun,
});

endpoint(runRoutes, {
  ...shown,
  method: 'put',
  path: '/runs/:runId/resumption',
  summary: 'Let a failed run go on after its last finished step.',
  command: resumeRun,
});

endpoint(runRoutes, {
  ...shown,
  method: 'put',
  path: '/runs/:runId/posting',
  summary: 'Post what a run computed and somebody has looked at.',
  command: postRun,
});

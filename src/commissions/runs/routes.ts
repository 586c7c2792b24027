import { endpoint } from '../../http/endpoint.js';
import { pageOf } from '../../http/list.js';
import { group } from '../../http/route.js';
import { presentRun, runAnswer } from '../../jobs/run-list.js';
import { approveRun } from './change-run.js';
import { reportAnswer } from './read/report-answer.js';
import { lineAnswer, runLines } from './read/run-lines.js';
import { runReport } from './read/run-report.js';
import { requestAnyRun } from './request.js';
import { requestMember } from './request-member.js';
import { requestVerify } from './verify/request-verify.js';

export const commissionRunRoutes = group('runs');

const shown = { answer: runAnswer, present: presentRun } as const;

endpoint(commissionRunRoutes, {
  ...shown,
  method: 'post',
  path: '/runs',
  summary: 'Ask for a run: the close of a month, the matching of days that are over, or of one member now.',
  command: requestAnyRun,
  status: 201,
});

endpoint(commissionRunRoutes, {
  method: 'get',
  path: '/runs/:runId',
  summary: 'Show one run with how far it is; over commissions also its plans, certificate and totals.',
  query: runReport,
  answer: reportAnswer,
});

endpoint(commissionRunRoutes, {
  method: 'get',
  path: '/runs/:runId/lines',
  summary: 'List what a run computed, line by line.',
  query: runLines,
  answer: pageOf(lineAnswer),
});

endpoint(commissionRunRoutes, {
  ...shown,
  method: 'put',
  path: '/runs/:runId/approval',
  summary: 'Post what a run computed and credit it at once.',
  command: approveRun,
});

endpoint(commissionRunRoutes, {
  ...shown,
  method: 'put',
  path: '/runs/:runId/verification',
  summary: 'Have a run computed again and compared; answers with the run that does it.',
  command: requestVerify,
});

endpoint(commissionRunRoutes, {
  ...shown,
  method: 'post',
  path: '/members/:memberId/matchings',
  summary: 'Ask for the matching of one member, or of yourself, as things stand now.',
  command: requestMember,
  status: 201,
});

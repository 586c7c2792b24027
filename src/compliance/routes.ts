import { z } from 'zod';
import { signedIn } from '../core/policy.js';
import { endpoint } from '../http/endpoint.js';
import { is } from '../http/filter.js';
import { list, pageOf } from '../http/list.js';
import { group } from '../http/route.js';
import { approveKyc, rejectKyc } from './decide-kyc.js';
import { KycCase, kycStatuses } from './kyc-case.js';
import { kycCasesSeenBy } from './scope.js';
import { submitKyc } from './submit-kyc.js';

export const kyc = group('kyc');

const kycAnswer = z.object({
  id: z.number(),
  memberId: z.number(),
  status: z.enum(kycStatuses),
  legalName: z.string(),
  reason: z.string().nullable(),
  decidedAt: z.string().nullable(),
  createdAt: z.string(),
});

const presentKyc = ({ id, memberId, status, legalName, reason, decidedAt, createdAt }: KycCase) => ({
  ...{ id, memberId, status, legalName, reason },
  decidedAt: decidedAt?.toISOString() ?? null,
  createdAt: createdAt.toISOString(),
});

const shown = { answer: kycAnswer, present: presentKyc };

endpoint(kyc, {
  ...shown,
  method: 'post',
  path: '/kyc',
  summary: 'Say under which legal name you are to be paid.',
  command: submitKyc,
  status: 201,
});

endpoint(kyc, {
  method: 'get',
  path: '/kyc',
  summary: 'List identity cases, the newest first.',
  query: list({
    name: 'kyc_cases',
    row: KycCase,
    allow: signedIn,
    scope: kycCasesSeenBy,
    filters: { status: is('status', z.enum(kycStatuses)) },
    present: presentKyc,
  }),
  answer: pageOf(kycAnswer),
});

endpoint(kyc, {
  ...shown,
  method: 'put',
  path: '/kyc/:kycCaseId/approval',
  summary: 'Approve who a member is.',
  command: approveKyc,
});

endpoint(kyc, {
  ...shown,
  method: 'put',
  path: '/kyc/:kycCaseId/rejection',
  summary: 'Do not believe who a member is, or no longer.',
  command: rejectKyc,
});

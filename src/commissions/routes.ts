import { z } from 'zod';
import { anyOf, scope, signedIn } from '../core/policy.js';
import { id } from '../core/parse.js';
import { findOrRefuse } from '../core/lock.js';
import { query } from '../core/query.js';
import { endpoint } from '../http/endpoint.js';
import { is } from '../http/filter.js';
import { list, pageOf } from '../http/list.js';
import { group } from '../http/route.js';
import { approveCommission } from './approve-commission.js';
import { Commission, commissionKinds, commissionStatuses } from './commission.js';
import { holdCommission } from './hold-commission.js';
import { commissionAnswer, presentCommission } from './present-commission.js';
import { rejectCommission } from './reject-commission.js';
import { releaseCommission } from './release-commission.js';
import { commissionsSeenBy } from './scope.js';

export const commissions = group('commissions');

const readers = anyOf(signedIn, scope('commissions:read'));
const answer = commissionAnswer;
const present = presentCommission;

endpoint(commissions, {
  method: 'get',
  path: '/commissions',
  summary: 'Commissions you may see, newest first',
  query: list({
    name: 'commissions',
    row: Commission,
    allow: readers,
    scope: commissionsSeenBy,
    filters: {
      status: is('status', z.enum(commissionStatuses)),
      kind: is('kind', z.enum(commissionKinds)),
      beneficiary_id: is('beneficiaryId', id),
      sale_id: is('saleId', id),
    },
    present,
  }),
  answer: pageOf(answer),
});

const oneCommission = query({
  name: 'commission',
  input: z.strictObject({ commissionId: id }),
  allow: readers,
  run: ({ input, actor }) => findOrRefuse(Commission, input.commissionId, commissionsSeenBy(actor)),
});

endpoint(commissions, {
  method: 'get',
  path: '/commissions/:commissionId',
  summary: 'One commission',
  query: oneCommission,
  answer,
  present,
});

endpoint(commissions, {
  method: 'put',
  path: '/commissions/:commissionId/approval',
  summary: 'Approve a commission and credit the wallet',
  command: approveCommission,
  answer,
  present,
  essential: true,
});

const decisions = [
  { path: 'rejection', summary: 'Reject a commission that has not been credited', command: rejectCommission },
  { path: 'hold', summary: 'Hold a pending commission', command: holdCommission },
  { path: 'release', summary: 'Release a held commission', command: releaseCommission },
];

for (const { path, summary, command } of decisions) {
  endpoint(commissions, {
    method: 'put',
    path: `/commissions/:commissionId/${path}`,
    summary,
    command,
    answer,
    present,
  });
}

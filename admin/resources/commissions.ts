import { approveCommission } from '../../src/commissions/approve-commission.js';
import { Commission, commissionKinds, commissionStatuses } from '../../src/commissions/commission.js';
import { holdCommission } from '../../src/commissions/hold-commission.js';
import { rejectCommission } from '../../src/commissions/reject-commission.js';
import { releaseCommission } from '../../src/commissions/release-commission.js';
import { commissionsSeenBy } from '../../src/commissions/scope.js';
import { whyCommission } from '../pages/why.js';
import { staff } from '../policies.js';
import { commandAction } from '../support/panel-action.js';
import { resource } from '../support/resource.js';

const isPending = ({ status }: Commission): boolean => status === 'pending';
const ofCommission = ({ id }: Commission) => ({ commissionId: id });

export const commissions = resource(Commission, {
  group: 'money',
  icon: 'Award',
  see: staff,
  scope: commissionsSeenBy,
  title: { sql: `'Commission ' || "Commission"."id"` },
  list: ['id', 'beneficiaryId', 'kind', 'amount', 'status', 'saleId', 'level', 'earnedAt'],
  show: [
    'base',
    'rateBp',
    'quantity',
    'reversedAmount',
    'netCredited',
    'reversesId',
    'sourceMemberId',
    'planId',
    'runId',
    'heldFor',
    'holdUntil',
    'decidedById',
    'decidedAt',
    'decisionReason',
    'accrualKey',
    'createdAt',
    'deductions',
  ],
  filters: [
    'status',
    'kind',
    'beneficiaryId',
    'saleId',
    'amount',
    'level',
    'runId',
    'earnedAt',
    'decidedAt',
    'createdAt',
  ],
  search: ['accrualKey'],
  columns: {
    beneficiaryId: { of: 'members' },
    sourceMemberId: { of: 'members' },
    saleId: { of: 'sales' },
    planId: { of: 'plans' },
    runId: { of: 'runs' },
    reversesId: { of: 'commissions' },
    decidedById: { of: 'users' },
    kind: { values: commissionKinds },
    status: { kind: 'status', values: commissionStatuses },
    rateBp: { kind: 'rate' },
    heldFor: { kind: 'choice' },
    accrualKey: { kind: 'code' },
  },
  sort: { by: 'earnedAt', direction: 'desc' },
  panels: { why: whyCommission },
  related: [
    { resource: 'commissions', by: 'saleId', from: 'saleId' },
    { resource: 'fraud_flags', by: 'commissionId' },
  ],
  actions: {
    approve: commandAction({
      command: approveCommission,
      look: 'primary',
      icon: 'Check',
      when: isPending,
      input: ofCommission,
      bulk: true,
    }),
    reject: commandAction({
      command: rejectCommission,
      look: 'danger',
      icon: 'X',
      when: ({ status }) => status === 'pending' || status === 'held',
      input: ofCommission,
      bulk: true,
    }),
    hold: commandAction({ command: holdCommission, icon: 'Pause', when: isPending, input: ofCommission, bulk: true }),
    release: commandAction({
      command: releaseCommission,
      icon: 'Play',
      when: ({ status }) => status === 'held',
      input: ofCommission,
      bulk: true,
    }),
  },
});

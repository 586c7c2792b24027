import { approvePayout } from '../../src/payouts/approve-payout.js';
import { createBatch } from '../../src/payouts/create-batch.js';
import { failPayout } from '../../src/payouts/fail-payout.js';
import { Payout, payoutStatuses } from '../../src/payouts/payout.js';
import { rejectPayout } from '../../src/payouts/reject-payout.js';
import { payoutsSeenBy } from '../../src/payouts/scope.js';
import { settlePayout } from '../../src/payouts/settle-payout.js';
import { finance } from '../policies.js';
import { coveredBy } from '../pages/covered-by.js';
import { whyPayout } from '../pages/why.js';
import { commandAction, manyAction } from '../support/panel-action.js';
import { resource } from '../support/resource.js';

const ofPayout = ({ id }: Payout) => ({ payoutId: id });
const is =
  (...statuses: readonly string[]) =>
  ({ status }: Payout): boolean =>
    statuses.includes(status);

export const payouts = resource(Payout, {
  group: 'money',
  icon: 'Send',
  see: finance,
  scope: payoutsSeenBy,
  title: { sql: `'Payout ' || "Payout"."id"` },
  list: ['id', 'memberId', 'amount', 'net', 'status', 'requestedById', 'createdAt'],
  show: [
    'tax',
    'instalment',
    'fee',
    'deductions',
    'bankAccountId',
    'batchId',
    'approvalsNeeded',
    'firstApprovedById',
    'firstApprovedAt',
    'approvedById',
    'approvedAt',
    'bankReference',
    'settledById',
    'settledAt',
    'closedById',
    'closedAt',
    'closeReason',
    'planId',
  ],
  filters: [
    'status',
    'memberId',
    'bankAccountId',
    'amount',
    'batchId',
    'createdAt',
    'approvedAt',
    'settledAt',
    'bankReference',
  ],
  search: ['bankReference'],
  columns: {
    memberId: { of: 'members' },
    bankAccountId: { of: 'bank_accounts' },
    batchId: { of: 'payout_batches' },
    planId: { of: 'plans' },
    requestedById: { of: 'users' },
    firstApprovedById: { of: 'users' },
    approvedById: { of: 'users' },
    settledById: { of: 'users' },
    closedById: { of: 'users' },
    bankReference: { kind: 'code' },
    status: { kind: 'status', values: payoutStatuses },
  },
  panels: { why: whyPayout, covered: coveredBy },
  actions: {
    approve: commandAction({
      command: approvePayout,
      look: 'primary',
      icon: 'Check',
      when: is('requested'),
      input: ofPayout,
      bulk: true,
    }),
    settle: commandAction({
      command: settlePayout,
      look: 'primary',
      icon: 'CheckCircle',
      when: is('approved', 'processing'),
      input: ofPayout,
    }),
    batch: manyAction({ command: createBatch, icon: 'Package', ids: 'payoutIds' }),
    reject: commandAction({
      command: rejectPayout,
      look: 'danger',
      icon: 'X',
      when: is('requested', 'approved'),
      input: ofPayout,
      bulk: true,
    }),
    fail: commandAction({
      command: failPayout,
      look: 'danger',
      icon: 'AlertTriangle',
      when: is('approved', 'processing'),
      input: ofPayout,
    }),
  },
});

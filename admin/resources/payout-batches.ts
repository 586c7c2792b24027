import { exportBatch } from '../../src/payouts/export-batch.js';
import { importAnswer } from '../../src/payouts/import-answer.js';
import { batchStatuses, PayoutBatch } from '../../src/payouts/payout-batch.js';
import { finance } from '../policies.js';
import { programRows } from '../scope.js';
import { commandAction } from '../support/panel-action.js';
import { resource } from '../support/resource.js';

const ofBatch = ({ id }: PayoutBatch) => ({ batchId: id });

export const payoutBatches = resource(PayoutBatch, {
  group: 'money',
  icon: 'Package',
  see: finance,
  scope: programRows,
  title: { sql: `'payouts-' || "PayoutBatch"."id"` },
  list: ['id', 'status', 'payoutCount', 'total', 'createdById', 'createdAt', 'exportedAt', 'answeredAt'],
  filters: ['status', 'createdAt'],
  columns: { status: { kind: 'status', values: batchStatuses }, createdById: { of: 'users' } },
  related: [{ resource: 'payouts', by: 'batchId' }],
  actions: {
    bankFile: commandAction({
      command: exportBatch,
      look: 'primary',
      icon: 'Download',
      when: ({ status }) => status !== 'answered',
      input: ofBatch,
      initial: () => ({ format: 'csv' as const }),
      download: (file) => file,
    }),
    importAnswer: commandAction({
      command: importAnswer,
      icon: 'Upload',
      when: ({ status }) => status === 'exported',
      input: ofBatch,
      report: ({ lines }) =>
        lines.map(({ line, reference, outcome, why }) => ({
          label: `${String(line)}: ${reference}`,
          value: why ? `${outcome} (${why})` : outcome,
        })),
    }),
  },
});

import { z } from 'zod';
import { formatAmount } from '../core/money.js';
import { programOf, roles } from '../core/policy.js';
import { endpoint } from '../http/endpoint.js';
import { is } from '../http/filter.js';
import { list, pageOf } from '../http/list.js';
import { group } from '../http/route.js';
import { createBatch } from './create-batch.js';
import { exportBatch } from './export-batch.js';
import { importAnswer } from './import-answer.js';
import { batchStatuses, PayoutBatch } from './payout-batch.js';

export const payoutBatches = group('payout batches');

const batchAnswer = z.object({
  id: z.number(),
  status: z.enum(batchStatuses),
  payoutCount: z.number(),
  total: z.object({ amount: z.string(), currency: z.string() }),
  createdAt: z.string(),
  exportedAt: z.string().nullable(),
  answeredAt: z.string().nullable(),
});

const presentBatch = (batch: PayoutBatch): z.output<typeof batchAnswer> => ({
  id: batch.id,
  status: batch.status,
  payoutCount: batch.payoutCount,
  total: { amount: formatAmount(batch.total), currency: batch.currency },
  createdAt: batch.createdAt.toISOString(),
  exportedAt: batch.exportedAt?.toISOString() ?? null,
  answeredAt: batch.answeredAt?.toISOString() ?? null,
});

const answerLine = z.object({
  line: z.number(),
  reference: z.string(),
  outcome: z.enum(['paid', 'failed', 'already', 'refused', 'unmatched']),
  why: z.string().nullable(),
});

endpoint(payoutBatches, {
  method: 'post',
  path: '/payout-batches',
  summary: 'Put approved payouts into one file for the bank.',
  command: createBatch,
  answer: batchAnswer,
  present: presentBatch,
  status: 201,
});

endpoint(payoutBatches, {
  method: 'get',
  path: '/payout-batches',
  summary: 'List batches, the newest first.',
  query: list({
    name: 'payout_batches',
    row: PayoutBatch,
    allow: roles('owner', 'admin', 'funds_coordinator'),
    scope: (actor) => ({ programId: programOf(actor) }),
    filters: { status: is('status', z.enum(batchStatuses)) },
    present: presentBatch,
  }),
  answer: pageOf(batchAnswer),
});

endpoint(payoutBatches, {
  method: 'put',
  path: '/payout-batches/:batchId/export',
  summary: 'Write the file for the bank, as CSV or ISO 20022 pain.001; who took it out is kept in the log.',
  command: exportBatch,
  answer: z.object({ name: z.string(), type: z.string(), content: z.string() }),
});

endpoint(payoutBatches, {
  method: 'put',
  path: '/payout-batches/:batchId/answer',
  summary: 'Take in what the bank says: CSV with reference, status (paid, failed), bank_reference, reason.',
  command: importAnswer,
  bodyLimit: '1mb',
  answer: z.object({ batch: batchAnswer, waiting: z.number(), lines: z.array(answerLine) }),
  present: ({ batch, waiting, lines }) => ({ batch: presentBatch(batch), waiting, lines }),
});

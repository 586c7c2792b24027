import { z } from 'zod';
import { command } from '../core/command.js';
import { lockOrRefuse } from '../core/lock.js';
import { id } from '../core/parse.js';
import { programOf, roles } from '../core/policy.js';
import { programById } from '../programs/find-program.js';
import { bankCsv } from './bank-csv.js';
import { pain001 } from './pain001.js';
import { PayoutBatch } from './payout-batch.js';
import { transfersOf } from './transfer.js';

export interface BankFile {
  name: string;
  type: string;
  content: string;
}

/** Writes the bank's file with account numbers in the clear; who took it out and when stays in the log. */
export const exportBatch = command({
  name: 'payout_batch.export',
  input: z.strictObject({ batchId: id, format: z.enum(['csv', 'pain.001']) }),
  allow: roles('owner', 'admin', 'funds_coordinator'),

  async run({ input, actor, now, tx }): Promise<BankFile> {
    const batch = await lockOrRefuse(PayoutBatch, input.batchId, tx, { programId: programOf(actor) });
    const transfers = await transfersOf(batch, tx);
    await batch.become('exported').set({ exportedAt: now }).save({ transaction: tx });
    if (input.format === 'csv') return { name: `${batch.name}.csv`, type: 'text/csv', content: bankCsv(transfers) };
    const { name: debtor } = await programById(batch.programId, tx);
    const content = pain001(transfers, { id: batch.name, createdAt: now, debtor });
    return { name: `${batch.name}.xml`, type: 'application/xml', content };
  },
});

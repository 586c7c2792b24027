import type { Transaction } from 'sequelize';
import { BankAccount } from './bank-account.js';
import { decryptNumber } from './bank-number.js';
import { Payout } from './payout.js';
import type { PayoutBatch } from './payout-batch.js';

/** One order to the bank; its reference comes back in the bank's answer. */
export interface Transfer {
  reference: string;
  holder: string;
  bankName: string;
  bankCode: string;
  accountNumber: string;
  amount: bigint;
  currency: string;
}

/** What a payout is called between us and the bank. */
export const referenceOf = ({ id }: Payout): string => `PAYOUT-${id}`;

/** The id in a reference, or undefined when it is none of ours. */
export const payoutIdIn = (reference: string): number | undefined => {
  const digits = /^PAYOUT-(\d{1,15})$/.exec(reference)?.[1];
  return digits === undefined ? undefined : Number(digits);
};

/** The orders of a batch that the bank has not answered yet, account numbers in the clear. */
export async function transfersOf(batch: PayoutBatch, tx: Transaction): Promise<Transfer[]> {
  const payouts = await Payout.findAll({
    where: { batchId: batch.id, status: 'processing' },
    order: [['id', 'ASC']],
    transaction: tx,
  });
  const ids = payouts.map(({ bankAccountId }) => bankAccountId ?? 0);
  const accounts = await BankAccount.findAll({ where: { id: ids }, transaction: tx });
  const byId = new Map(accounts.map((account) => [account.id, account]));
  return payouts.flatMap((payout) => {
    const account = byId.get(payout.bankAccountId ?? 0);
    return account ? [transfer(payout, account)] : [];
  });
}

const transfer = (payout: Payout, { holder, bankName, bankCode, numberEncrypted }: BankAccount): Transfer => ({
  reference: referenceOf(payout),
  holder,
  bankName,
  bankCode,
  accountNumber: decryptNumber(numberEncrypted),
  amount: payout.net,
  currency: payout.currency,
});

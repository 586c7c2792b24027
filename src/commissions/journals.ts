import { formatAmount, parseAmount } from '../core/money.js';
import { house, recovery, wallet } from '../ledger/address.js';
import type { Entry, Journal } from '../ledger/journal.js';
import type { Commission } from './commission.js';
import type { Deduction } from './deduction.js';

interface Line {
  commission: Pick<Commission, 'id' | 'beneficiaryId' | 'currency' | 'kind'>;
  programKey: string;
}

/** Approval turns a promise into a debt: the gross is the member's, then each deduction moves on from there. */
export const commissionApproved = (line: Line, gross: bigint, deductions: readonly Deduction[]): Journal => ({
  reference: `commission/${String(line.commission.id)}/approved`,
  entries: [
    entry(
      line,
      house(line.programKey, 'commission-expense'),
      wallet(line.commission.beneficiaryId),
      gross,
      line.commission.kind,
    ),
    ...deductions.map(({ kind, amount }) =>
      entry(line, wallet(line.commission.beneficiaryId), goesTo(line, kind), parseAmount(amount), kind),
    ),
  ],
});

/** What a refund takes back of an approved line: first the wallet's available money, the rest is owed. */
export interface TakenBack {
  fromWallet: bigint;
  owed: bigint;
  deductions: readonly Deduction[];
}

/** The refund of an approved line, in the same shares as it was credited. */
export const commissionClawedBack = (line: Line, { fromWallet, owed, deductions }: TakenBack): Journal => {
  const expense = house(line.programKey, 'commission-expense');
  return {
    reference: `commission/${String(line.commission.id)}/clawed-back`,
    entries: [
      entry(line, wallet(line.commission.beneficiaryId), expense, fromWallet, 'refund'),
      entry(line, recovery(line.commission.beneficiaryId), expense, owed, 'refund'),
      ...deductions.map(({ kind, amount }) => entry(line, goesTo(line, kind), expense, parseAmount(amount), 'refund')),
    ],
  };
};

function goesTo({ commission, programKey }: Line, kind: Deduction['kind']): string {
  if (kind === 'recovery') return recovery(commission.beneficiaryId);
  return house(programKey, kind === 'tax' ? 'tax-payable' : 'instalments');
}

const entry = ({ commission }: Line, debit: string, credit: string, amount: bigint, kind: string): Entry => ({
  debit,
  credit,
  kind,
  money: { amount, currency: commission.currency },
});

export const totalOf = (deductions: readonly Deduction[]): bigint =>
  deductions.reduce((sum, { amount }) => sum + parseAmount(amount), 0n);

export const deduction = (kind: Deduction['kind'], amount: bigint, why: string): Deduction[] =>
  amount > 0n ? [{ kind, amount: formatAmount(amount), why }] : [];

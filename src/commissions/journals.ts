import { formatAmount, parseAmount } from '../core/money.js';
import { house, recovery, reserve, wallet } from '../ledger/address.js';
import type { Entry, Journal } from '../ledger/journal.js';
import type { Commission } from './commission.js';
import type { Deduction } from './deduction.js';

interface Line {
  commission: Pick<Commission, 'id' | 'beneficiaryId' | 'currency' | 'kind'>;
  programKey: string;
}

/** Approval turns a promise into a debt: the gross is the member's, then each deduction moves on from there. */
export const commissionApproved = (line: Line, gross: bigint, deductions: readonly Deduction[]): Journal => {
  const { kind, beneficiaryId } = line.commission;
  const expense = house(line.programKey, 'commission-expense');
  const move = moves(line);
  return {
    reference: `commission/${line.commission.id}/approved`,
    entries: [
      move({ debit: expense, credit: wallet(beneficiaryId), kind }, gross),
      ...deductions.map((part) =>
        move(
          { debit: wallet(beneficiaryId), credit: goesTo(line, part.kind), kind: part.kind },
          parseAmount(part.amount),
        ),
      ),
    ],
  };
};

/** What a refund takes back of an approved line: first the wallet's available money, the rest is owed. */
export interface TakenBack {
  fromWallet: bigint;
  owed: bigint;
  deductions: readonly Deduction[];
}

/** The refund of an approved line, in the same shares as it was credited. */
export const commissionClawedBack = (line: Line, { fromWallet, owed, deductions }: TakenBack): Journal => {
  const { beneficiaryId, id } = line.commission;
  const move = moves(line);
  const takeFrom = (debit: string, amount: bigint) =>
    move({ debit, credit: house(line.programKey, 'commission-expense'), kind: 'refund' }, amount);
  return {
    reference: `commission/${id}/clawed-back`,
    entries: [
      takeFrom(wallet(beneficiaryId), fromWallet),
      takeFrom(recovery(beneficiaryId), owed),
      ...deductions.map((part) => takeFrom(goesTo(line, part.kind), parseAmount(part.amount))),
    ],
  };
};

interface Released {
  reference: string;
  amount: bigint;
  /** What the member owes from refunds, which is filled first. */
  owed: bigint;
  currency: string;
}

/** What waited for instalments is the member's to use again. */
export const reserveReleased = (memberId: number, { reference, amount, owed, currency }: Released): Journal => ({
  reference,
  entries: [
    {
      debit: reserve(memberId),
      credit: wallet(memberId),
      kind: 'reserve_release',
      money: { amount, currency },
    },
    {
      debit: wallet(memberId),
      credit: recovery(memberId),
      kind: 'recovery',
      money: { amount: owed < amount ? owed : amount, currency },
    },
  ],
});

function goesTo({ commission, programKey }: Line, kind: Deduction['kind']): string {
  if (kind === 'recovery') return recovery(commission.beneficiaryId);
  if (kind === 'reserve') return reserve(commission.beneficiaryId);
  return house(programKey, kind === 'tax' ? 'tax-payable' : 'instalments');
}

const moves =
  ({ commission: { currency } }: Line) =>
  (way: Omit<Entry, 'money'>, amount: bigint): Entry => ({ ...way, money: { amount, currency } });

export const totalOf = (deductions: readonly Deduction[]): bigint =>
  deductions.reduce((sum, { amount }) => sum + parseAmount(amount), 0n);

export const deduction = (kind: Deduction['kind'], amount: bigint, why: string): Deduction[] =>
  amount > 0n ? [{ kind, amount: formatAmount(amount), why }] : [];

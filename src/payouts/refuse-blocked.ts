import type { Transaction } from 'sequelize';
import { isIdentified } from '../compliance/is-identified.js';
import { invalidField, NotAllowed, Refusal } from '../core/errors.js';
import { formatAmount } from '../core/money.js';
import { recovery } from '../ledger/address.js';
import { balanceOf } from '../ledger/balance.js';
import type { Member } from '../network/member.js';
import type { Breakdown } from './deduction.js';
import type { PayoutTerms } from './terms.js';

interface Asked {
  member: Member;
  currency: string;
  terms: PayoutTerms;
  breakdown: Breakdown;
}

/** Every reason why a payout cannot be asked for, besides the balance: status, identity, debt, minimum. */
export async function refuseBlocked({ member, currency, terms, breakdown }: Asked, tx?: Transaction): Promise<void> {
  if (member.status === 'suspended') throw new NotAllowed('This membership is suspended.');
  if (terms.kyc && !(await isIdentified(member.id, tx))) {
    throw new NotAllowed('Your identity has to be approved before a payout.');
  }
  const { balance } = await balanceOf(recovery(member.id), currency, tx);
  if (balance < 0n) {
    throw new Refusal('conflict', `${formatAmount(-balance)} ${currency} of earlier refunds have to be filled first.`);
  }
  if (breakdown.amount < terms.minimum || breakdown.amount === 0n) {
    throw invalidField('amount', `is below the minimum of ${formatAmount(terms.minimum)} ${currency}`, 'too_small');
  }
  if (breakdown.net === 0n) throw invalidField('amount', 'leaves nothing after tax and fee', 'too_small');
}

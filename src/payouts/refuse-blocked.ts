import type { Transaction } from 'sequelize';
import { isIdentified } from '../compliance/is-identified.js';
import { InsufficientFunds, invalidField, NotAllowed, Refusal } from '../core/errors.js';
import { formatAmount } from '../core/money.js';
import { recovery, wallet } from '../ledger/address.js';
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

/** Every reason why a payout cannot be asked for: status, identity, debt, minimum, and what is available. */
export async function refuseBlocked({ member, currency, terms, breakdown }: Asked, tx?: Transaction): Promise<void> {
  if (member.status === 'suspended') throw new NotAllowed('This membership is suspended.');
  if (terms.kyc && !(await isIdentified(member.id, tx))) {
    throw new NotAllowed('Your identity has to be approved before a payout.');
  }
  refuseTooSmall(breakdown, terms, currency);
  const { balance } = await balanceOf(recovery(member.id), currency, tx);
  if (balance < 0n) {
    throw new Refusal('conflict', `${formatAmount(-balance)} ${currency} of earlier refunds have to be filled first.`);
  }
  const { available } = await balanceOf(wallet(member.id), currency, tx);
  if (available >= breakdown.amount) return;
  throw new InsufficientFunds(`Only ${formatAmount(available)} ${currency} are available.`);
}

function refuseTooSmall({ amount, net }: Breakdown, { minimum }: PayoutTerms, currency: string): void {
  if (amount < minimum || amount === 0n) {
    throw invalidField('amount', `is below the minimum of ${formatAmount(minimum)} ${currency}`, 'too_small');
  }
  if (net === 0n) throw invalidField('amount', 'leaves nothing after tax and fee', 'too_small');
}

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
  if (member.status === 'suspended') throw new NotAllowed('This membership is suspended.', 'membership_suspended');
  if (terms.kyc && !(await isIdentified(member.id, tx))) {
    throw new NotAllowed('Your identity has to be approved before a payout.', 'identity_first');
  }
  refuseTooSmall(breakdown, terms, currency);
  const { balance } = await balanceOf(recovery(member.id), currency, tx);
  if (balance < 0n) {
    const owed = formatAmount(-balance);
    throw new Refusal('conflict', `${owed} ${currency} of earlier refunds have to be filled first.`, {
      facts: { reason: 'refunds_first', owed, currency },
    });
  }
  const { available } = await balanceOf(wallet(member.id), currency, tx);
  if (available >= breakdown.amount) return;
  const facts = { reason: 'not_available', available: formatAmount(available), currency };
  throw new InsufficientFunds(`Only ${facts.available} ${currency} are available.`, facts);
}

function refuseTooSmall({ amount, net }: Breakdown, { minimum }: PayoutTerms, currency: string): void {
  if (amount < minimum || amount === 0n) {
    const facts = { reason: 'below_minimum', minimum: formatAmount(minimum), currency };
    throw invalidField('amount', `is below the minimum of ${facts.minimum} ${currency}`, 'too_small', facts);
  }
  if (net === 0n)
    throw invalidField('amount', 'leaves nothing after tax and fee', 'too_small', { reason: 'nothing_left' });
}

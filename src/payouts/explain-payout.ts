import { phrase, ref } from '../commissions/explain/phrase.js';
import type { Answer, Phrase } from '../commissions/explain/phrase.js';
import { formatAmount } from '../core/money.js';
import type { Payout, PayoutStatus } from './payout.js';

/** What a payout comes to: what was asked for, each deduction with its reason, what arrives, and where it is. */
export function explainPayout(payout: Payout): Answer {
  const { memberId, currency, deductions } = payout;
  const [amount, net] = [formatAmount(payout.amount), formatAmount(payout.net)];
  return {
    phrases: [
      phrase('payout.asked', { member: ref('members', memberId), amount, currency }),
      ...(deductions.length === 0 ? [phrase('payout.nothing_taken')] : []),
      ...deductions.map(({ kind, amount: taken, why }) =>
        phrase('payout.less', { kind: phrase(`deduction.${kind}`), amount: taken, why: reason(why), currency }),
      ),
      phrase('payout.net', { net, currency }),
      statePhrase(payout),
    ],
    facts: { payout_id: payout.id, amount, net, currency, deductions: deductions.map((part) => ({ ...part })) },
  };
}

/** A reason is kept in words with the deduction: the section of a tax, or the fee. */
function reason(why: string): Phrase | string {
  const section = /^section (.+)$/.exec(why)?.[1];
  if (section !== undefined) return phrase('payout.section', { section });
  return why === 'payout fee of the plan' ? phrase('payout.fee_of_plan') : why;
}

function statePhrase({ status, approvalsNeeded, firstApprovedById, bankReference, closeReason }: Payout): Phrase {
  const state: PayoutStatus = status;
  return phrase(`payout.${state}`, {
    approvals: phrase(waitsFor(approvalsNeeded, firstApprovedById)),
    reference: bankReference ?? '',
    reason: closeReason ?? '',
  });
}

function waitsFor(needed: number, firstApprovedById: number | null) {
  if (firstApprovedById !== null) return 'payout.second_approval';
  return needed > 1 ? 'payout.two_approvals' : 'payout.one_approval';
}

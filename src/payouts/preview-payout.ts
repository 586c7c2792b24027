import { z } from 'zod';
import { Refusal } from '../core/errors.js';
import { amount } from '../core/money.js';
import { anyOf, scope, signedIn } from '../core/policy.js';
import { query } from '../core/query.js';
import { wallet } from '../ledger/address.js';
import { balanceOf } from '../ledger/balance.js';
import { programById } from '../programs/find-program.js';
import { breakDown } from './deduction.js';
import { ownMember } from './own-member.js';
import { refuseBlocked } from './refuse-blocked.js';
import { claimsOn, payoutTerms } from './terms.js';

/** What a payout of that amount would be: every deduction, what arrives, and why it would be refused, if so. */
export const previewPayout = query({
  name: 'payout.preview',
  input: z.strictObject({ amount }),
  allow: anyOf(signedIn, scope('payouts:write')),

  async run({ input, actor }) {
    const member = await ownMember(actor);
    const program = await programById(member.programId);
    const { currency } = program;
    const terms = await payoutTerms(program, new Date());
    const breakdown = breakDown(input.amount, await claimsOn(input.amount, terms, member.id));
    const { available } = await balanceOf(wallet(member.id), currency);
    const refusal = await reasonOf(refuseBlocked({ member, currency, terms, breakdown }));
    return { ...breakdown, currency, available, refusal };
  },
});

/** Why the checks refuse; null when they do not. */
async function reasonOf(checks: Promise<void>): Promise<Refusal | null> {
  try {
    await checks;
    return null;
  } catch (reason) {
    if (reason instanceof Refusal) return reason;
    throw reason;
  }
}

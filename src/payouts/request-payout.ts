import { z } from 'zod';
import { command } from '../core/command.js';
import { invalidField } from '../core/errors.js';
import { findOrRefuse } from '../core/lock.js';
import { amount } from '../core/money.js';
import { id } from '../core/parse.js';
import { anyOf, scope, signedIn } from '../core/policy.js';
import type { Work } from '../core/work.js';
import { wallet } from '../ledger/address.js';
import { hold } from '../ledger/hold.js';
import type { Member } from '../network/member.js';
import { programById } from '../programs/find-program.js';
import { BankAccount } from './bank-account.js';
import { breakDown } from './deduction.js';
import { ownMember } from './own-member.js';
import { Payout } from './payout.js';
import { refuseBlocked } from './refuse-blocked.js';
import { claimsOn, payoutTerms } from './terms.js';

/** A member asks for money out of the own wallet; it is held at once, so it cannot be asked for twice. */
export const requestPayout = command({
  name: 'payout.request',
  input: z.strictObject({
    amount,
    /** Left out: the program's. */
    currency: z.string().length(3).optional(),
    /** Left out: the member's active one, if any. */
    bankAccountId: id.optional(),
  }),
  allow: anyOf(signedIn, scope('payouts:write')),

  async run({ input, ...work }) {
    const { tx, now, actor } = work;
    const member = await ownMember(actor, tx);
    const program = await programById(member.programId, tx);
    if (input.currency && input.currency !== program.currency)
      throw invalidField('currency', `is not ${program.currency}`);
    const terms = await payoutTerms(program, now, tx);
    const breakdown = breakDown(input.amount, await claimsOn(input.amount, terms, member.id, tx));
    await refuseBlocked({ member, currency: program.currency, terms, breakdown }, tx);
    const payout = await Payout.create(
      {
        ...breakdown,
        programId: program.id,
        memberId: member.id,
        currency: program.currency,
        planId: terms.planId,
        bankAccountId: await bankAccountFor(work, member, input.bankAccountId),
        approvalsNeeded: terms.four_eyes_above !== null && input.amount > terms.four_eyes_above ? 2 : 1,
        requestedById: actor.userId,
      },
      { transaction: tx },
    );
    await holdFor(work, payout);
    work.emit({ type: 'payout.requested', payoutId: payout.id });
    return payout;
  },
});

const holdFor = ({ tx }: Work, { memberId, currency, amount: gross, reference }: Payout): Promise<void> =>
  hold(tx, { address: wallet(memberId), currency, amount: gross, reference });

async function bankAccountFor(
  { tx }: Work,
  { id: memberId }: Member,
  named: number | undefined,
): Promise<number | null> {
  const where = { memberId, status: 'active' as const };
  if (named !== undefined) return (await findOrRefuse(BankAccount, named, where, tx)).id;
  return (await BankAccount.findOne({ where, transaction: tx }))?.id ?? null;
}

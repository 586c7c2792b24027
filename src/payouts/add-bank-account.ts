import { z } from 'zod';
import { command } from '../core/command.js';
import { text } from '../core/parse.js';
import { signedIn } from '../core/policy.js';
import { BankAccount } from './bank-account.js';
import { encryptNumber } from './bank-number.js';
import { ownMember } from './own-member.js';

const compact = (pattern: RegExp, what: string) =>
  z
    .string()
    .max(60)
    .transform((value) => value.replace(/[ -]/g, '').toUpperCase())
    .pipe(z.string().regex(pattern, what));

/** A member says where to be paid; the account in use so far is archived, payouts already asked for keep it. */
export const addBankAccount = command({
  name: 'bank_account.add',
  input: z.strictObject({
    holder: text(140),
    bankName: text(140),
    bankCode: compact(/^[A-Z0-9]{4,15}$/, 'is not a BIC, IFSC or routing number'),
    accountNumber: compact(/^[A-Z0-9]{4,34}$/, 'is not an account number or IBAN'),
  }),
  allow: signedIn,

  async run({ input: { accountNumber, ...input }, actor, tx, now }) {
    const member = await ownMember(actor, tx);
    const current = await BankAccount.findOne({
      where: { memberId: member.id, status: 'active' },
      lock: tx.LOCK.UPDATE,
      transaction: tx,
    });
    await current?.set({ status: 'archived', archivedAt: now }).save({ transaction: tx });
    return BankAccount.create(
      {
        ...input,
        programId: member.programId,
        memberId: member.id,
        numberEncrypted: encryptNumber(accountNumber),
        lastFour: accountNumber.slice(-4),
      },
      { transaction: tx },
    );
  },
});

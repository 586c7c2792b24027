import { z } from 'zod';
import { signedIn } from '../core/policy.js';
import { is } from '../http/filter.js';
import { list } from '../http/list.js';
import { BankAccount } from './bank-account.js';
import { payoutsSeenBy } from './scope.js';

/** A bank account as people see it: never the number, only its end. */
export const bankAccountAnswer = z.object({
  id: z.number(),
  memberId: z.number(),
  holder: z.string(),
  bankName: z.string(),
  bankCode: z.string(),
  lastFour: z.string(),
  status: z.enum(['active', 'archived']),
  createdAt: z.string(),
});

export const presentBankAccount = (account: BankAccount): z.output<typeof bankAccountAnswer> => ({
  id: account.id,
  memberId: account.memberId,
  holder: account.holder,
  bankName: account.bankName,
  bankCode: account.bankCode,
  lastFour: account.lastFour,
  status: account.status,
  createdAt: account.createdAt.toISOString(),
});

export const listBankAccounts = list({
  name: 'bank_accounts',
  row: BankAccount,
  allow: signedIn,
  scope: payoutsSeenBy,
  filters: { status: is('status', z.enum(['active', 'archived'])) },
  present: presentBankAccount,
});

import { BankAccount } from '../../src/payouts/bank-account.js';
import { payoutsSeenBy } from '../../src/payouts/scope.js';
import { finance } from '../policies.js';
import { resource } from '../support/resource.js';

/** The number itself is encrypted and stays where it is; its last four signs tell accounts apart. */
export const bankAccounts = resource(BankAccount, {
  group: 'money',
  icon: 'Home',
  see: finance,
  scope: payoutsSeenBy,
  title: { sql: `"BankAccount"."bank_name" || ' …' || "BankAccount"."last_four"` },
  list: ['holder', 'memberId', 'bankName', 'lastFour', 'status', 'createdAt'],
  show: ['bankCode', 'archivedAt'],
  filters: ['status', 'memberId', 'createdAt'],
  search: ['holder', 'bankName', 'bankCode', 'lastFour'],
  columns: { memberId: { of: 'members' }, bankCode: { kind: 'code' }, lastFour: { kind: 'code' } },
  related: [{ resource: 'payouts', by: 'bankAccountId' }],
});

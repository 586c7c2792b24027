import type { WhereOptions } from 'sequelize';
import { literal, Op } from 'sequelize';
import type { Actor } from '../../src/core/actor.js';
import { programOf } from '../../src/core/policy.js';
import { Account } from '../../src/ledger/account.js';
import { walletsSeenBy } from '../../src/payouts/scope.js';
import { finance } from '../policies.js';
import { resource } from '../support/resource.js';

/** The accounts of a program: its members' and its house's. */
export const accountsSeenBy = (actor: Actor): WhereOptions => ({
  [Op.or]: [walletsSeenBy(actor), literal(houseSql(actor))],
});

const houseSql = (actor: Actor): string =>
  `"Account"."address" LIKE 'house:' || (SELECT key FROM programs WHERE id = ${String(programOf(actor))}) || ':%'`;

export const accounts = resource(Account, {
  group: 'money',
  icon: 'Book',
  see: finance,
  scope: accountsSeenBy,
  title: 'address',
  list: ['address', 'balance', 'held', 'currency', 'createdAt'],
  show: ['owner', 'minBalance'],
  filters: ['address', 'balance', 'held', 'createdAt'],
  search: ['address'],
  columns: { address: { kind: 'text' } },
  related: [
    { resource: 'postings', by: 'creditId' },
    { resource: 'postings', by: 'debitId' },
    { resource: 'holds', by: 'accountId' },
  ],
});

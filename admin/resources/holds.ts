import { literal, Op } from 'sequelize';
import { Account } from '../../src/ledger/account.js';
import { Hold } from '../../src/ledger/hold-row.js';
import { finance } from '../policies.js';
import { idsOf } from '../support/ids-of.js';
import { resource } from '../support/resource.js';
import { accountsSeenBy } from './accounts.js';

export const holds = resource(Hold, {
  group: 'money',
  icon: 'Lock',
  see: finance,
  scope: (actor) => ({ accountId: { [Op.in]: literal(`(${idsOf(Account, accountsSeenBy(actor))})`) } }),
  title: 'reference',
  list: ['reference', 'accountId', 'amount', 'status', 'createdAt', 'closedAt'],
  filters: ['reference', 'accountId', 'status', 'amount', 'createdAt', 'closedAt'],
  search: ['reference'],
  columns: { accountId: { of: 'accounts' }, status: { kind: 'status', values: ['open', 'captured', 'released'] } },
});

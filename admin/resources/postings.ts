import { literal, Op } from 'sequelize';
import type { WhereOptions } from 'sequelize';
import type { Actor } from '../../src/core/actor.js';
import { Account } from '../../src/ledger/account.js';
import { Posting } from '../../src/ledger/posting-row.js';
import { finance } from '../policies.js';
import { idsOf } from '../support/ids-of.js';
import { resource } from '../support/resource.js';
import { accountsSeenBy } from './accounts.js';

/** Movements on an account of the program, on either side. */
function postingsSeenBy(actor: Actor): WhereOptions {
  const mine = { [Op.in]: literal(`(${idsOf(Account, accountsSeenBy(actor))})`) };
  return { [Op.or]: [{ debitId: mine }, { creditId: mine }] };
}

export const postings = resource(Posting, {
  group: 'money',
  icon: 'Repeat',
  see: finance,
  scope: postingsSeenBy,
  title: { sql: `"Posting"."reference" || ' / ' || "Posting"."line"` },
  list: ['reference', 'kind', 'debitId', 'creditId', 'amount', 'effectiveAt'],
  show: ['line', 'reversesId', 'createdAt'],
  filters: ['reference', 'kind', 'debitId', 'creditId', 'amount', 'effectiveAt', 'createdAt'],
  search: ['reference'],
  columns: {
    kind: { kind: 'choice' },
    debitId: { of: 'accounts' },
    creditId: { of: 'accounts' },
    reversesId: { of: 'postings' },
  },
  sort: { by: 'id', direction: 'desc' },
});

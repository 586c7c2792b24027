import { Rank } from '../../src/network/rank.js';
import { officeAndLeads } from '../policies.js';
import { programRows } from '../scope.js';
import { resource } from '../support/resource.js';

const memberName = `(SELECT coalesce(nullif(trim(concat_ws(' ', users.first_name, users.last_name)), ''),
  users.username, members.external_id, 'Member ' || members.id)
  FROM members LEFT JOIN users ON users.id = members.user_id WHERE members.id = "Rank"."member_id")`;

/** Read only: the run that closes a month evaluates ranks. */
export const ranks = resource(Rank, {
  group: 'network',
  icon: 'Award',
  see: officeAndLeads,
  scope: programRows,
  title: { sql: memberName },
  list: ['memberId', 'paidAs', 'title', 'evaluatedAt'],
  filters: ['memberId', 'paidAs', 'title', 'evaluatedAt'],
  columns: { memberId: { of: 'members' }, paidAs: { kind: 'text' }, title: { kind: 'text' } },
  sort: { by: 'evaluatedAt', direction: 'desc' },
});

import { RankChange, rankKinds } from '../../src/network/rank-change.js';
import { officeAndLeads } from '../policies.js';
import { programRows } from '../scope.js';
import { resource } from '../support/resource.js';

/** Read only: when a member was paid as which rank, and when his title rose. */
export const rankHistory = resource(RankChange, {
  group: 'network',
  icon: 'TrendingUp',
  see: officeAndLeads,
  scope: programRows,
  title: { sql: `coalesce("RankChange"."after", "RankChange"."before")` },
  list: ['memberId', 'kind', 'before', 'after', 'effectiveAt'],
  show: ['runId', 'createdAt'],
  filters: ['memberId', 'kind', 'after', 'runId', 'effectiveAt'],
  columns: {
    memberId: { of: 'members' },
    kind: { kind: 'choice', values: rankKinds },
    before: { kind: 'text' },
    after: { kind: 'text' },
    runId: { of: 'runs' },
  },
  sort: { by: 'effectiveAt', direction: 'desc' },
});

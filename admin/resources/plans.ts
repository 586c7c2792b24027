import { Plan, planStatuses } from '../../src/programs/plan.js';
import { office } from '../policies.js';
import { programRows } from '../scope.js';
import { resource } from '../support/resource.js';

export const plans = resource(Plan, {
  group: 'settings',
  icon: 'FileText',
  see: office,
  scope: programRows,
  title: { sql: `"Plan"."key" || ' v' || "Plan"."version"` },
  list: ['key', 'version', 'status', 'effectiveFrom', 'publishedAt', 'createdAt'],
  show: ['programId', 'createdById', 'publishedById', 'supersededAt', 'acknowledgement', 'document'],
  filters: ['status', 'programId', 'effectiveFrom', 'createdAt'],
  search: ['key'],
  columns: {
    programId: { of: 'programs' },
    createdById: { of: 'users' },
    publishedById: { of: 'users' },
    status: { kind: 'status', values: planStatuses },
  },
});

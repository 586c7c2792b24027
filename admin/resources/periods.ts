import { Period, periodStatuses } from '../../src/commissions/runs/period.js';
import { finance } from '../policies.js';
import { programRows } from '../scope.js';
import { resource } from '../support/resource.js';

export const periods = resource(Period, {
  group: 'money',
  icon: 'Calendar',
  see: finance,
  scope: programRows,
  title: 'month',
  list: ['month', 'status', 'startsAt', 'endsAt', 'runId', 'closedAt'],
  show: ['previousId', 'createdAt'],
  filters: ['status', 'startsAt', 'closedAt'],
  search: ['month'],
  columns: {
    status: { kind: 'status', values: periodStatuses },
    runId: { of: 'runs' },
    previousId: { of: 'periods' },
  },
  sort: { by: 'startsAt', direction: 'desc' },
});

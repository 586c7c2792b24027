import { applicationStatuses, DistributorApplication } from '../../src/network/distributor-application.js';
import { decideDistributor } from '../../src/network/distributors.js';
import { office } from '../policies.js';
import { programRows } from '../scope.js';
import { commandAction } from '../support/panel-action.js';
import { resource } from '../support/resource.js';

const isOpen = ({ status }: DistributorApplication): boolean => status === 'applied';

export const distributorApplications = resource(DistributorApplication, {
  group: 'network',
  icon: 'UserPlus',
  see: office,
  scope: programRows,
  title: { sql: `'Application ' || "DistributorApplication"."id"` },
  list: ['memberId', 'status', 'note', 'decidedById', 'decidedAt', 'createdAt'],
  filters: ['status', 'memberId', 'createdAt'],
  columns: {
    memberId: { of: 'members' },
    status: { kind: 'status', values: applicationStatuses },
    decidedById: { of: 'users' },
  },
  actions: {
    approve: commandAction({
      command: decideDistributor,
      look: 'primary',
      icon: 'Check',
      when: isOpen,
      input: ({ id }) => ({ applicationId: id, approved: true }),
      bulk: true,
    }),
    reject: commandAction({
      command: decideDistributor,
      look: 'danger',
      icon: 'X',
      when: isOpen,
      input: ({ id }) => ({ applicationId: id, approved: false }),
    }),
  },
});

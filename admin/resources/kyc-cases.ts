import { approveKyc, rejectKyc } from '../../src/compliance/decide-kyc.js';
import { KycCase, kycStatuses } from '../../src/compliance/kyc-case.js';
import { kycCasesSeenBy } from '../../src/compliance/scope.js';
import { finance } from '../policies.js';
import { commandAction } from '../support/panel-action.js';
import { resource } from '../support/resource.js';

const ofCase = ({ id }: KycCase) => ({ kycCaseId: id });

export const kycCases = resource(KycCase, {
  group: 'money',
  icon: 'UserCheck',
  see: finance,
  scope: kycCasesSeenBy,
  title: 'legalName',
  list: ['legalName', 'memberId', 'status', 'decidedById', 'decidedAt', 'createdAt'],
  show: ['reason'],
  filters: ['status', 'memberId', 'createdAt'],
  search: ['legalName'],
  columns: {
    status: { kind: 'status', values: kycStatuses },
    memberId: { of: 'members' },
    decidedById: { of: 'users' },
  },
  actions: {
    approve: commandAction({
      command: approveKyc,
      look: 'primary',
      icon: 'Check',
      when: ({ status }) => status === 'submitted',
      input: ofCase,
      bulk: true,
    }),
    reject: commandAction({
      command: rejectKyc,
      look: 'danger',
      icon: 'X',
      when: ({ status }) => status !== 'rejected',
      input: ofCase,
    }),
  },
});

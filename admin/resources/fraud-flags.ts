import { FraudFlag } from '../../src/commissions/fraud-flag.js';
import { finance } from '../policies.js';
import { programRows } from '../scope.js';
import { resource } from '../support/resource.js';

export const fraudFlags = resource(FraudFlag, {
  group: 'money',
  icon: 'Flag',
  see: finance,
  scope: programRows,
  title: 'reason',
  list: ['reason', 'commissionId', 'saleId', 'resolvedAt', 'createdAt'],
  show: ['detail', 'resolvedById'],
  filters: ['commissionId', 'saleId', 'resolvedAt', 'createdAt'],
  search: ['reason', 'detail'],
  columns: { commissionId: { of: 'commissions' }, saleId: { of: 'sales' }, resolvedById: { of: 'users' } },
});

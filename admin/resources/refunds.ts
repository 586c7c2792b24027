import { Refund } from '../../src/orders/refund.js';
import { finance } from '../policies.js';
import { programRows } from '../scope.js';
import { resource } from '../support/resource.js';

export const refunds = resource(Refund, {
  group: 'sales',
  icon: 'CornerUpLeft',
  see: finance,
  scope: programRows,
  title: 'reference',
  list: ['reference', 'saleId', 'amount', 'refundedTotal', 'reason', 'refundedAt'],
  show: ['volume', 'recordedBy', 'createdAt'],
  filters: ['saleId', 'amount', 'refundedAt'],
  search: ['reference', 'reason'],
  columns: { saleId: { of: 'sales' }, recordedBy: { of: 'users' }, volume: { kind: 'volume' } },
  sort: { by: 'refundedAt', direction: 'desc' },
});

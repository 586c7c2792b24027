import { Payment, paymentKinds } from '../../src/orders/payment.js';
import { finance } from '../policies.js';
import { programRows } from '../scope.js';
import { resource } from '../support/resource.js';

export const payments = resource(Payment, {
  group: 'sales',
  icon: 'CreditCard',
  see: finance,
  scope: programRows,
  title: 'reference',
  list: ['reference', 'orderId', 'kind', 'amount', 'status', 'paidAt'],
  show: ['recordedBy', 'createdAt'],
  filters: ['kind', 'status', 'orderId', 'amount', 'paidAt'],
  search: ['reference'],
  columns: { orderId: { of: 'orders' }, kind: { values: paymentKinds }, recordedBy: { of: 'users' } },
  sort: { by: 'paidAt', direction: 'desc' },
});

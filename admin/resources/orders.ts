import { cancelOrder } from '../../src/orders/cancel-order.js';
import { deliverOrder } from '../../src/orders/deliver-order.js';
import { Order, orderStatuses } from '../../src/orders/order.js';
import { recordPayment } from '../../src/orders/record-payment.js';
import { ordersSeenBy } from '../../src/orders/scope.js';
import { formatAmount } from '../../src/core/money.js';
import { traffic } from '../policies.js';
import { commandAction } from '../support/panel-action.js';
import { resource } from '../support/resource.js';

const ofOrder = ({ id }: Order) => ({ orderId: id });
const isOpen = ({ status }: Order): boolean => status === 'pending' || status === 'active';
const customer = `trim(concat_ws(' ', "Order"."customer_first_name", "Order"."customer_last_name"))`;

export const orders = resource(Order, {
  group: 'sales',
  icon: 'ShoppingCart',
  see: traffic,
  scope: ordersSeenBy,
  title: { sql: `'Order ' || coalesce("Order"."external_id", "Order"."id"::text)` },
  list: ['id', 'customer', 'productId', 'total', 'paid', 'status', 'buyerId', 'createdAt'],
  show: [
    'externalId',
    'quantity',
    'isBooking',
    'customerEmail',
    'customerPhone',
    'deliveryAddress',
    'attributedMemberId',
    'customerMemberId',
    'prospectId',
    'linkId',
    'teamId',
    'volume',
    'expiresAt',
    'completedAt',
    'deliveredAt',
    'cancelledAt',
    'ip',
    'userAgent',
    'referrer',
    'attribution',
  ],
  filters: [
    'status',
    'createdAt',
    'total',
    'buyerId',
    'teamId',
    'productId',
    'attributedMemberId',
    'linkId',
    'prospectId',
    'isBooking',
  ],
  search: ['customerFirstName', 'customerLastName', 'customerEmail', 'customerPhone', 'externalId'],
  columns: {
    customer: { kind: 'text', sql: customer },
    productId: { of: 'products' },
    buyerId: { of: 'users' },
    teamId: { of: 'teams' },
    attributedMemberId: { of: 'members' },
    customerMemberId: { of: 'members' },
    prospectId: { of: 'prospects' },
    linkId: { of: 'links' },
    externalId: { kind: 'code' },
    volume: { kind: 'volume' },
    ip: { kind: 'code' },
    status: { kind: 'status', values: orderStatuses },
  },
  related: [
    { resource: 'payments', by: 'orderId' },
    { resource: 'sales', by: 'orderId' },
  ],
  actions: {
    recordPayment: commandAction({
      command: recordPayment,
      look: 'primary',
      icon: 'CreditCard',
      when: isOpen,
      input: ofOrder,
      initial: ({ remaining }) => ({ amount: formatAmount(remaining) }),
    }),
    deliver: commandAction({
      command: deliverOrder,
      icon: 'Truck',
      when: ({ status }) => status === 'completed',
      input: ofOrder,
      bulk: true,
    }),
    cancel: commandAction({ command: cancelOrder, look: 'danger', icon: 'XCircle', when: isOpen, input: ofOrder }),
  },
});

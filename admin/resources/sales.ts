import { confirmHeldSale } from '../../src/orders/confirm-held-sale.js';
import { recordSale } from '../../src/orders/record-sale.js';
import { refundSale } from '../../src/orders/refund-sale.js';
import { rejectHeldSale } from '../../src/orders/reject-held-sale.js';
import { Sale, saleStatuses } from '../../src/orders/sale.js';
import { salesSeenBy } from '../../src/orders/scope.js';
import { formatAmount } from '../../src/core/money.js';
import { refundPreview } from '../pages/refund-preview.js';
import { whySale } from '../pages/why.js';
import { staff } from '../policies.js';
import { commandAction, tableAction } from '../support/panel-action.js';
import { resource } from '../support/resource.js';

const isHeld = ({ status }: Sale): boolean => status === 'held';
const ofSale = ({ id }: Sale) => ({ saleId: id });

export const sales = resource(Sale, {
  group: 'sales',
  icon: 'TrendingUp',
  see: staff,
  scope: salesSeenBy,
  title: { sql: `'Sale ' || "Sale"."external_order_id"` },
  list: ['externalOrderId', 'source', 'amount', 'sellerMemberId', 'status', 'occurredAt'],
  show: [
    'attributedMemberId',
    'buyerMemberId',
    'orderId',
    'volume',
    'refundedAmount',
    'heldFor',
    'recordedBy',
    'confirmedBy',
    'confirmedAt',
    'linkId',
    'createdAt',
    'attribution',
    'metadata',
  ],
  filters: ['status', 'occurredAt', 'amount', 'sellerMemberId', 'attributedMemberId', 'source', 'orderId', 'createdAt'],
  search: ['externalOrderId', 'source'],
  columns: {
    externalOrderId: { kind: 'code' },
    sellerMemberId: { of: 'members' },
    attributedMemberId: { of: 'members' },
    buyerMemberId: { of: 'members' },
    orderId: { of: 'orders' },
    linkId: { of: 'links' },
    recordedBy: { of: 'users' },
    confirmedBy: { of: 'users' },
    volume: { kind: 'volume' },
    status: { kind: 'status', values: saleStatuses },
  },
  sort: { by: 'occurredAt', direction: 'desc' },
  panels: { why: whySale },
  related: [
    { resource: 'commissions', by: 'saleId' },
    { resource: 'refunds', by: 'saleId' },
  ],
  actions: {
    record: tableAction({ command: recordSale, look: 'primary', icon: 'Plus' }),
    confirm: commandAction({
      command: confirmHeldSale,
      look: 'primary',
      icon: 'Check',
      when: isHeld,
      input: ofSale,
      bulk: true,
    }),
    reject: commandAction({ command: rejectHeldSale, look: 'danger', icon: 'X', when: isHeld, input: ofSale }),
    refund: commandAction({
      command: refundSale,
      look: 'danger',
      icon: 'CornerUpLeft',
      when: ({ status, refundable }) => status === 'confirmed' && refundable > 0n,
      input: ({ id }) => ({ saleId: id, source: undefined, externalOrderId: undefined }),
      initial: ({ refundable }) => ({ amount: formatAmount(refundable) }),
      preview: refundPreview,
    }),
  },
});

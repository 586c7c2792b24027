import { Postback } from '../../src/orders/postback.js';
import { office } from '../policies.js';
import { programRows } from '../scope.js';
import { resource } from '../support/resource.js';

export const postbacks = resource(Postback, {
  group: 'tracking',
  icon: 'Rss',
  see: office,
  scope: programRows,
  title: { sql: `'Postback ' || "Postback"."id"` },
  list: ['createdAt', 'sourceId', 'clickId', 'tid', 'status', 'payout', 'saleId'],
  show: ['params'],
  filters: ['status', 'sourceId', 'saleId', 'createdAt', 'payout'],
  search: ['clickId', 'tid'],
  columns: {
    sourceId: { of: 'postback_sources' },
    saleId: { of: 'sales' },
    clickId: { kind: 'code' },
    tid: { kind: 'code' },
    status: { kind: 'status', values: ['lead', 'sale', 'rejected', 'rebill'] },
  },
});

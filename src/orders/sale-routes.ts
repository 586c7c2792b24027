import { z } from 'zod';
import { id, text } from '../core/parse.js';
import { endpoint } from '../http/endpoint.js';
import { between, is } from '../http/filter.js';
import { list, pageOf } from '../http/list.js';
import { group } from '../http/route.js';
import { confirmHeldSale } from './confirm-held-sale.js';
import { findSale } from './find-sale.js';
import { presentRefund, presentSale, refundAnswer, saleAnswer } from './present-sale.js';
import { recordSale } from './record-sale.js';
import { refundSale } from './refund-sale.js';
import { rejectHeldSale } from './reject-held-sale.js';
import { Sale, saleStatuses } from './sale.js';
import { saleReaders, salesSeenBy } from './scope.js';

export const saleRoutes = group('sales');

endpoint(saleRoutes, {
  method: 'post',
  path: '/sales',
  summary: 'Record a sale, once for its source and external order id; its commissions accrue with it',
  command: recordSale,
  present: presentSale,
  answer: saleAnswer,
  status: 201,
  essential: true,
});

endpoint(saleRoutes, {
  method: 'get',
  path: '/sales',
  summary: 'List sales',
  query: list({
    name: 'sales',
    row: Sale,
    allow: saleReaders,
    scope: salesSeenBy,
    filters: {
      status: is('status', z.enum(saleStatuses)),
      source: is('source', text(60)),
      external_order_id: is('externalOrderId', text(200)),
      seller_member_id: is('sellerMemberId', id),
      occurred: between('occurredAt'),
    },
    sort: ['createdAt', 'occurredAt', 'amount'],
    present: presentSale,
  }),
  answer: pageOf(saleAnswer),
});

endpoint(saleRoutes, {
  method: 'get',
  path: '/sales/:saleId',
  summary: 'Read a sale: what won it, and why other evidence lost',
  query: findSale,
  present: presentSale,
  answer: saleAnswer,
});

endpoint(saleRoutes, {
  method: 'put',
  path: '/sales/:saleId/confirmation',
  summary: 'Confirm a sale that somebody recorded for himself',
  command: confirmHeldSale,
  present: presentSale,
  answer: saleAnswer,
});

endpoint(saleRoutes, {
  method: 'put',
  path: '/sales/:saleId/rejection',
  summary: 'Say that a held sale was not made',
  command: rejectHeldSale,
  present: presentSale,
  answer: saleAnswer,
});

endpoint(saleRoutes, {
  method: 'post',
  path: '/refunds',
  summary: 'Refund a sale in full or in part, once for its reference; one that comes before its sale waits for it',
  command: refundSale,
  present: presentRefund,
  answer: refundAnswer,
  status: 201,
  essential: true,
});

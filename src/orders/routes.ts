import { z } from 'zod';
import { id } from '../core/parse.js';
import { anyOf, programOf, scope, signedIn } from '../core/policy.js';
import { endpoint } from '../http/endpoint.js';
import { is } from '../http/filter.js';
import { list, pageOf } from '../http/list.js';
import { group } from '../http/route.js';
import { browserFacts } from '../tracking/browser-facts.js';
import { tokenFromCookie } from '../tracking/referral-cookie.js';
import { visitLimit } from '../tracking/visit-limit.js';
import { archiveProduct } from './archive-product.js';
import { cancelOrder } from './cancel-order.js';
import { createProduct } from './create-product.js';
import { deliverOrder } from './deliver-order.js';
import { findOrder } from './find-order.js';
import { Order, orderStatuses } from './order.js';
import { placeOrder } from './place-order.js';
import { orderAnswer, placedAnswer, presentOrder, presentPlaced, presentProduct, productAnswer } from './present.js';
import { Product, productStatuses } from './product.js';
import { recordPayment } from './record-payment.js';
import { orderReaders, ordersSeenBy } from './scope.js';
import { updateProduct } from './update-product.js';

export const orderRoutes = group('orders');

endpoint(orderRoutes, {
  method: 'post',
  path: '/orders',
  summary: 'Place an order, as the order form does; sent again with the same external_id it stays one',
  command: placeOrder,
  filled: ['browser'],
  input: (request) => {
    const { ip, userAgent } = browserFacts(request);
    return { browser: { ip, userAgent, cookie: tokenFromCookie(request.headers.cookie) } };
  },
  present: presentPlaced,
  answer: placedAnswer,
  status: 201,
  limits: [visitLimit],
});

endpoint(orderRoutes, {
  method: 'get',
  path: '/orders',
  summary: "List orders: one's own traffic's, a team lead's team's, or all",
  query: list({
    name: 'orders',
    row: Order,
    allow: orderReaders,
    scope: ordersSeenBy,
    filters: {
      status: is('status', z.enum(orderStatuses)),
      buyer_id: is('buyerId', id),
      product_id: is('productId', id),
      link_id: is('linkId', id),
    },
    sort: ['createdAt', 'total'],
    present: presentOrder,
  }),
  answer: pageOf(orderAnswer),
});

endpoint(orderRoutes, {
  method: 'get',
  path: '/orders/:orderId',
  summary: 'Read an order',
  query: findOrder,
  present: presentOrder,
  answer: orderAnswer,
});

endpoint(orderRoutes, {
  method: 'post',
  path: '/orders/:orderId/payments',
  summary: 'Record money that came in; paid in full, the order becomes a sale',
  command: recordPayment,
  present: presentOrder,
  answer: orderAnswer,
  status: 201,
  essential: true,
});

endpoint(orderRoutes, {
  method: 'put',
  path: '/orders/:orderId/cancellation',
  summary: 'Call an unpaid order off',
  command: cancelOrder,
  present: presentOrder,
  answer: orderAnswer,
});

endpoint(orderRoutes, {
  method: 'put',
  path: '/orders/:orderId/delivery',
  summary: 'Say that the goods have reached the customer',
  command: deliverOrder,
  present: presentOrder,
  answer: orderAnswer,
});

endpoint(orderRoutes, {
  method: 'get',
  path: '/products',
  summary: 'List products',
  query: list({
    name: 'products',
    row: Product,
    allow: anyOf(signedIn, scope('orders:read'), scope('orders:write')),
    scope: (actor) => ({ programId: programOf(actor) }),
    filters: { status: is('status', z.enum(productStatuses)) },
    present: presentProduct,
  }),
  answer: pageOf(productAnswer),
});

endpoint(orderRoutes, {
  method: 'post',
  path: '/products',
  summary: 'Put a product on sale',
  command: createProduct,
  present: presentProduct,
  answer: productAnswer,
  status: 201,
});

endpoint(orderRoutes, {
  method: 'patch',
  path: '/products/:productId',
  summary: 'Change a product from now on',
  command: updateProduct,
  present: presentProduct,
  answer: productAnswer,
});

endpoint(orderRoutes, {
  method: 'put',
  path: '/products/:productId/archival',
  summary: 'Take a product off sale',
  command: archiveProduct,
  present: presentProduct,
  answer: productAnswer,
});

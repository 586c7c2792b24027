import { z } from 'zod';
import { page } from '../http/page.js';
import type { PageSpec } from '../http/page.js';
import { group } from '../http/route.js';
import { Product } from '../orders/product.js';
import { arrival } from './arrival.js';
import type { Arrival } from './arrival.js';
import { pageFacts, showPage } from './show-page.js';

export const publicPages = group('pages');

const none = z.strictObject({});

const landing: Omit<PageSpec<typeof none>, 'path'> = {
  method: 'get',
  summary: 'The landing page: what is on sale; stores the visitor as a prospect',
  hidden: true,
  input: none,
  limits: [],

  async show(visit) {
    const arrived = await arrival(visit.request, visit.response);
    const products = await productsOf(arrived.program.id);
    const data = { program: arrived.program, products, orderHref: (id: number) => orderHref(id, arrived) };
    return showPage(pageFacts(visit), 'landing', data);
  },
};

page(publicPages, { ...landing, path: '/' });
page(publicPages, { ...landing, path: '/welcome' });

export const productsOf = (programId: number): Promise<Product[]> =>
  Product.findAll({ where: { programId, status: 'active' }, order: [['id', 'ASC']], limit: 24 });

/** The order form of a product, with what it has to know of the visit. */
function orderHref(productId: number, { visitId, ref, referralToken }: Arrival): string {
  const known = Object.entries({ visit: visitId, ref, referral_token: referralToken });
  const params = known.flatMap(([name, value]) => (value === null ? [] : [[name, value]]));
  return `/order?${new URLSearchParams([['product', String(productId)], ...params]).toString()}`;
}

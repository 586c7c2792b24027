import { z } from 'zod';
import { findOrRefuse } from '../core/lock.js';
import { id } from '../core/parse.js';
import { query } from '../core/query.js';
import { Sale } from './sale.js';
import { saleReaders, salesSeenBy } from './scope.js';

/** One sale, if the actor sees it. */
export const findSale = query({
  name: 'sale.find',
  input: z.strictObject({ saleId: id }),
  allow: saleReaders,
  run: async ({ input, actor }) => findOrRefuse(Sale, input.saleId, await salesSeenBy(actor)),
});

import { z } from 'zod';
import { command } from '../core/command.js';
import { lockOrRefuse } from '../core/lock.js';
import { id } from '../core/parse.js';
import { programOf } from '../core/policy.js';
import { productKeepers } from './create-product.js';
import { Product } from './product.js';

/** Takes a product off sale. */
export const archiveProduct = command({
  name: 'product.archive',
  input: z.strictObject({ productId: id }),
  allow: productKeepers,

  async run({ input, actor, now, tx }) {
    const product = await lockOrRefuse(Product, input.productId, tx, { programId: programOf(actor) });
    return product.archive(now).save({ transaction: tx });
  },
});

import { z } from 'zod';
import { command } from '../core/command.js';
import { lockOrRefuse } from '../core/lock.js';
import { id, text } from '../core/parse.js';
import { programOf } from '../core/policy.js';
import { productFields, productKeepers } from './create-product.js';
import { Product } from './product.js';

/** Changes a product from now on; orders keep what they were placed with. */
export const updateProduct = command({
  name: 'product.update',
  input: z.strictObject({
    productId: id,
    name: productFields.name.optional(),
    description: text(5000).nullish(),
    price: productFields.price.optional(),
    volume: productFields.volume.optional(),
    stock: productFields.stock.nullish(),
  }),
  allow: productKeepers,

  async run({ input: { productId, ...changed }, actor, tx }) {
    const product = await lockOrRefuse(Product, productId, tx, { programId: programOf(actor) });
    const { name = product.name, description = product.description, price = product.price } = changed;
    const { volume = product.volume, stock = product.stock } = changed;
    return product.set({ name, description, price, volume, stock }).save({ transaction: tx });
  },
});

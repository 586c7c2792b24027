import { z } from 'zod';
import { command } from '../core/command.js';
import { amount } from '../core/money.js';
import { optionalText, text } from '../core/parse.js';
import { programOf, roles } from '../core/policy.js';
import { programById } from '../programs/find-program.js';
import { Product } from './product.js';

const price = amount.refine((minor) => minor > 0n, 'must be more than zero');
const stock = z.number().int().min(0).max(1_000_000_000);

/** What a product can be given when it is made and changed later. */
export const productFields = { name: text(200), description: optionalText(5000), price, volume: amount, stock };
export const productKeepers = roles('owner', 'admin');

/** Puts a product on sale, priced in the program's currency. */
export const createProduct = command({
  name: 'product.create',
  input: z.strictObject({
    ...productFields,
    sku: text(60),
    /** Left out: as much as the price. */
    volume: amount.optional(),
    /** Left out: not counted. */
    stock: stock.nullish(),
  }),
  allow: productKeepers,

  async run({ input, actor, tx }) {
    const { id: programId, currency } = await programById(programOf(actor), tx);
    const { volume = input.price, stock: counted = null } = input;
    return Product.create({ ...input, programId, currency, volume, stock: counted }, { transaction: tx });
  },
});

import type { Transaction } from 'sequelize';
import { Refusal } from '../core/errors.js';
import { change } from '../db/select.js';
import type { Order } from './order.js';

/** Takes goods out of stock where it is counted; refused when there are not enough. */
export async function takeStock(productId: number, quantity: number, tx: Transaction): Promise<void> {
  const taken = await change(
    'UPDATE products SET stock = stock - $2 WHERE id = $1 AND (stock IS NULL OR stock >= $2)',
    [productId, quantity],
    tx,
  );
  if (taken === 0) throw new Refusal('out_of_stock', 'There is not enough of this product left.');
}

/** Gives the goods of an order that comes to nothing free again. */
export async function giveStockBack({ productId, quantity }: Order, tx: Transaction): Promise<void> {
  if (productId === null) return;
  await change('UPDATE products SET stock = stock + $2 WHERE id = $1', [productId, quantity], tx);
}

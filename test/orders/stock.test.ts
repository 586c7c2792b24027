import { describe, expect, test } from '@jest/globals';
import { visitor } from '../../src/core/actor.js';
import { cancelOrder } from '../../src/orders/cancel-order.js';
import { createProduct } from '../../src/orders/create-product.js';
import { expireOrders } from '../../src/orders/jobs.js';
import { Order } from '../../src/orders/order.js';
import { placeOrder } from '../../src/orders/place-order.js';
import { Product } from '../../src/orders/product.js';
import { asOwner } from '../support/database.js';
import { newPerson, newProgram } from '../tracking/people.js';
import { listenToOrders, refusal } from './heard.js';

describe('counted stock', () => {
  test('is never oversold, and comes back when an order is cancelled or expires', async () => {
    listenToOrders();
    const admin = await newPerson((await newProgram()).id, 'admin');
    const fields = { sku: 'RARE', name: 'Rare', price: '10.00', stock: 5 };
    const { id: productId } = await createProduct(admin.actor, fields);
    const left = async () => (await Product.findByPk(productId, { rejectOnEmpty: true })).stock;
    const browser = { ip: null, userAgent: null, cookie: null };
    const order = () => placeOrder(visitor(), { productId, firstName: 'Asha', email: 'asha@example.com', browser });

    const results = await Promise.all(Array.from({ length: 20 }, () => refusal(order())));
    expect(results.sort()).toEqual([...Array<string>(5).fill('done'), ...Array<string>(15).fill('out_of_stock')]);
    expect([await left(), await Order.count({ where: { productId } })]).toEqual([0, 5]);

    const [first, second] = await Order.findAll({ where: { productId } });
    await cancelOrder(admin.actor, { orderId: first?.id ?? 0 });
    expect(await left()).toBe(1);
    await asOwner('UPDATE orders SET expires_at = now() WHERE id = $1', [second?.id]);
    await expireOrders.run({});
    await expireOrders.run({});
    expect(await left()).toBe(2);
    expect((await second?.reload())?.status).toBe('expired');
  });
});

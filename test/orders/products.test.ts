import { beforeAll, describe, expect, test } from '@jest/globals';
import { visitor } from '../../src/core/actor.js';
import { archiveProduct } from '../../src/orders/archive-product.js';
import { createProduct } from '../../src/orders/create-product.js';
import { Product } from '../../src/orders/product.js';
import { updateProduct } from '../../src/orders/update-product.js';
import '../support/database.js';
import { newPerson, newProgram } from '../tracking/people.js';
import { fieldOf, listenToOrders, refusal } from './heard.js';

let programId: number;
let admin: Awaited<ReturnType<typeof newPerson>>;

beforeAll(async () => {
  listenToOrders();
  programId = (await newProgram()).id;
  admin = await newPerson(programId, 'admin');
});

describe('a product', () => {
  test("is priced in the program's currency, its volume as much as its price unless told otherwise", async () => {
    const kit = await createProduct(admin.actor, { sku: 'KIT', name: 'Kit', price: '100.00' });
    expect(kit).toMatchObject({
      programId,
      currency: 'INR',
      price: 10000n,
      volume: 10000n,
      stock: null,
      status: 'active',
    });
    const other = await createProduct(admin.actor, { sku: 'B', name: 'B', price: '1.5', volume: '0', stock: 0 });
    expect(other).toMatchObject({ price: 150n, volume: 0n, stock: 0 });
    expect(await refusal(createProduct(admin.actor, { sku: 'KIT', name: 'Kit', price: '1.00' }))).toBe('duplicate');
  });

  test('refuses what cannot be, naming the field', async () => {
    const fine = { sku: 'X', name: 'X', price: '1.00' };
    expect(await fieldOf(createProduct(admin.actor, { ...fine, price: '0.00' }))).toBe('price');
    expect(await fieldOf(createProduct(admin.actor, { ...fine, price: '-1' }))).toBe('price');
    expect(await fieldOf(createProduct(admin.actor, { ...fine, name: '' }))).toBe('name');
    expect(await fieldOf(createProduct(admin.actor, { ...fine, stock: -1 }))).toBe('stock');
    expect(await fieldOf(createProduct(admin.actor, { ...fine, programId: 1 } as never))).toBe('programId');
    expect(await Product.count({ where: { sku: 'X' } })).toBe(0);
  });

  test('changes what was named and keeps the rest', async () => {
    const { id: productId } = await createProduct(admin.actor, { sku: 'C', name: 'C', price: '5.00', stock: 3 });
    await updateProduct(admin.actor, { productId, price: '6.00' });
    expect(await Product.findByPk(productId)).toMatchObject({ price: 600n, stock: 3, name: 'C' });
    await updateProduct(admin.actor, { productId, stock: null, description: 'A thing' });
    expect(await Product.findByPk(productId)).toMatchObject({ stock: null, description: 'A thing' });
    expect(await fieldOf(updateProduct(admin.actor, { productId, price: '0' }))).toBe('price');
  });

  test('is archived once', async () => {
    const { id: productId } = await createProduct(admin.actor, { sku: 'D', name: 'D', price: '5.00' });
    expect(await archiveProduct(admin.actor, { productId })).toMatchObject({ status: 'archived' });
    expect(await refusal(archiveProduct(admin.actor, { productId }))).toBe('wrong_state');
  });

  test('is kept by owners and admins of its program alone', async () => {
    const { id: productId } = await createProduct(admin.actor, { sku: 'E', name: 'E', price: '5.00' });
    const foreign = await newPerson((await newProgram()).id, 'owner');
    expect(await refusal(updateProduct(foreign.actor, { productId, price: '1.00' }))).toBe('not_found');
    expect(await refusal(archiveProduct(foreign.actor, { productId }))).toBe('not_found');
    for (const role of ['team_lead', 'buyer', 'telemarketer', 'funds_coordinator', 'affiliate'] as const) {
      const { actor } = await newPerson(programId, role);
      expect(await refusal(createProduct(actor, { sku: role, name: role, price: '1.00' }))).toBe('not_allowed');
    }
    expect(await refusal(createProduct(visitor(programId), { sku: 'V', name: 'V', price: '1.00' }))).toBe(
      'sign_in_required',
    );
  });
});

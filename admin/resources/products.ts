import { archiveProduct } from '../../src/orders/archive-product.js';
import { createProduct } from '../../src/orders/create-product.js';
import { Product, productStatuses } from '../../src/orders/product.js';
import { updateProduct } from '../../src/orders/update-product.js';
import { formatAmount } from '../../src/core/money.js';
import { office } from '../policies.js';
import { programRows } from '../scope.js';
import { commandAction, tableAction } from '../support/panel-action.js';
import { resource } from '../support/resource.js';

const sells = ({ status }: Product): boolean => status === 'active';
const ofProduct = ({ id }: Product) => ({ productId: id });

export const products = resource(Product, {
  group: 'settings',
  icon: 'Package',
  see: office,
  scope: programRows,
  title: 'name',
  list: ['name', 'sku', 'price', 'volume', 'stock', 'status', 'createdAt'],
  show: ['description', 'archivedAt'],
  filters: ['status', 'price', 'createdAt'],
  search: ['name', 'sku'],
  columns: { sku: { kind: 'code' }, volume: { kind: 'volume' }, status: { kind: 'status', values: productStatuses } },
  related: [{ resource: 'orders', by: 'productId' }],
  actions: {
    create: tableAction({ command: createProduct, look: 'primary', icon: 'Plus' }),
    update: commandAction({
      command: updateProduct,
      icon: 'Edit2',
      when: sells,
      input: ofProduct,
      initial: ({ name, description, price, volume, stock }) => ({
        name,
        description,
        price: formatAmount(price),
        volume: formatAmount(volume),
        stock,
      }),
    }),
    archive: commandAction({ command: archiveProduct, look: 'danger', icon: 'Archive', when: sells, input: ofProduct }),
  },
});

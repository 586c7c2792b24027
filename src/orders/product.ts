import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { WrongState } from '../core/errors.js';
import { createdAt, id, instant, integer, minor, primaryId, text } from '../db/columns.js';
import { Row } from '../db/row.js';
import { db } from '../db/sequelize.js';

export const productStatuses = ['active', 'archived'] as const;
export type ProductStatus = (typeof productStatuses)[number];

/** What can be ordered; its price is what the customer pays, its volume what the plan counts. */
export class Product extends Row<InferAttributes<Product>, InferCreationAttributes<Product>> {
  declare id: CreationOptional<number>;
  declare programId: number;
  declare sku: string;
  declare name: string;
  declare description: CreationOptional<string | null>;
  declare price: bigint;
  declare currency: string;
  declare volume: CreationOptional<bigint>;
  /** What is left to be ordered; null when it is not counted. */
  declare stock: CreationOptional<number | null>;
  declare status: CreationOptional<ProductStatus>;
  declare createdAt: CreationOptional<Date>;
  declare archivedAt: CreationOptional<Date | null>;

  archive(at: Date): this {
    if (this.status === 'archived') throw new WrongState('product', 'archived', 'archived');
    return this.set({ status: 'archived', archivedAt: at });
  }
}

Product.init(
  {
    id: primaryId(),
    programId: id(),
    sku: text(),
    name: text(),
    description: text(),
    price: minor(),
    currency: text(),
    volume: minor({ defaultValue: 0n }),
    stock: integer(),
    status: text({ defaultValue: 'active' }),
    createdAt: createdAt(),
    archivedAt: instant(),
  },
  { sequelize: db, tableName: 'products' },
);

import type { CreationOptional, InferAttributes, InferCreationAttributes, NonAttribute } from 'sequelize';
import { WrongState } from '../core/errors.js';
import { createdAt, flag, id, instant, integer, json, minor, primaryId, text } from '../db/columns.js';
import { Row } from '../db/row.js';
import { db } from '../db/sequelize.js';
import { noAttribution } from '../tracking/attribute.js';
import type { Attribution } from '../tracking/attribute.js';

export const orderStatuses = ['pending', 'active', 'completed', 'delivered', 'cancelled', 'expired'] as const;
export type OrderStatus = (typeof orderStatuses)[number];

const next: Readonly<Record<OrderStatus, readonly OrderStatus[]>> = {
  pending: ['active', 'completed', 'cancelled', 'expired'],
  active: ['completed', 'cancelled', 'expired'],
  completed: ['delivered'],
  delivered: [],
  cancelled: [],
  expired: [],
};

/** Somebody wants a product. What is known of his visit is copied, since visits are forgotten in time. */
export class Order extends Row<InferAttributes<Order>, InferCreationAttributes<Order>> {
  declare id: CreationOptional<number>;
  declare programId: number;
  /** What the sender calls it; sent again it is the same order. */
  declare externalId: CreationOptional<string | null>;
  declare productId: CreationOptional<number | null>;
  declare quantity: CreationOptional<number>;
  declare isBooking: CreationOptional<boolean>;
  declare prospectId: CreationOptional<number | null>;
  declare prospectCreatedAt: CreationOptional<Date | null>;
  declare ip: CreationOptional<string | null>;
  declare userAgent: CreationOptional<string | null>;
  declare referrer: CreationOptional<string | null>;
  declare linkId: CreationOptional<number | null>;
  declare referralTokenId: CreationOptional<number | null>;
  declare attributedMemberId: CreationOptional<number | null>;
  declare attribution: CreationOptional<Attribution>;
  /** The media buyer whose traffic brought it, with his team of that day; who buys is the customer. */
  declare buyerId: CreationOptional<number | null>;
  declare teamId: CreationOptional<number | null>;
  declare customerMemberId: CreationOptional<number | null>;
  declare customerFirstName: string;
  declare customerLastName: CreationOptional<string | null>;
  declare customerEmail: CreationOptional<string | null>;
  declare customerPhone: CreationOptional<string | null>;
  declare deliveryAddress: CreationOptional<string | null>;
  declare total: bigint;
  declare paid: CreationOptional<bigint>;
  declare volume: CreationOptional<bigint>;
  declare currency: string;
  declare status: CreationOptional<OrderStatus>;
  /** When an order that nobody pays gives its goods free again. */
  declare expiresAt: CreationOptional<Date | null>;
  declare createdAt: CreationOptional<Date>;
  declare completedAt: CreationOptional<Date | null>;
  declare deliveredAt: CreationOptional<Date | null>;
  declare cancelledAt: CreationOptional<Date | null>;

  become(status: OrderStatus): this {
    const from: OrderStatus = this.status;
    if (!next[from].includes(status)) throw new WrongState('order', from, status);
    return this.set({ status });
  }

  get remaining(): NonAttribute<bigint> {
    return this.total - this.paid;
  }
}

Order.init(
  {
    id: primaryId(),
    programId: id(),
    externalId: text(),
    productId: id(),
    quantity: integer({ defaultValue: 1 }),
    isBooking: flag({ defaultValue: false }),
    prospectId: id(),
    prospectCreatedAt: instant(),
    ip: text(),
    userAgent: text(),
    referrer: text(),
    linkId: id(),
    referralTokenId: id(),
    attributedMemberId: id(),
    attribution: json({ defaultValue: noAttribution }),
    buyerId: id(),
    teamId: id(),
    customerMemberId: id(),
    customerFirstName: text(),
    customerLastName: text(),
    customerEmail: text(),
    customerPhone: text(),
    deliveryAddress: text(),
    total: minor(),
    paid: minor({ defaultValue: 0n }),
    volume: minor({ defaultValue: 0n }),
    currency: text(),
    status: text({ defaultValue: 'pending' }),
    expiresAt: instant(),
    createdAt: createdAt(),
    completedAt: instant(),
    deliveredAt: instant(),
    cancelledAt: instant(),
  },
  { sequelize: db, tableName: 'orders' },
);

import type { CreationOptional, InferAttributes, InferCreationAttributes, NonAttribute } from 'sequelize';
import { WrongState } from '../core/errors.js';
import { createdAt, id, instant, json, minor, primaryId, text } from '../db/columns.js';
import { Row } from '../db/row.js';
import { db } from '../db/sequelize.js';
import { noAttribution } from '../tracking/attribute.js';
import type { Attribution } from '../tracking/attribute.js';

export const saleStatuses = ['held', 'confirmed', 'refunded', 'rejected'] as const;
export type SaleStatus = (typeof saleStatuses)[number];

const next: Readonly<Record<SaleStatus, readonly SaleStatus[]>> = {
  held: ['confirmed', 'rejected'],
  confirmed: ['refunded'],
  refunded: [],
  rejected: [],
};

/** The moment on which commissions are paid. Source and external order id together name it for good. */
export class Sale extends Row<InferAttributes<Sale>, InferCreationAttributes<Sale>> {
  declare id: CreationOptional<number>;
  declare programId: number;
  /** Where its number comes from: `api`, `order`, `lead`, or a person's own word (`user:42`). */
  declare source: string;
  declare externalOrderId: string;
  declare orderId: CreationOptional<number | null>;
  declare buyerMemberId: CreationOptional<number | null>;
  /** The one seller who is paid. */
  declare sellerMemberId: CreationOptional<number | null>;
  declare attributedMemberId: CreationOptional<number | null>;
  declare linkId: CreationOptional<number | null>;
  declare referralTokenId: CreationOptional<number | null>;
  declare amount: bigint;
  declare currency: string;
  declare volume: CreationOptional<bigint>;
  declare refundedAmount: CreationOptional<bigint>;
  declare status: SaleStatus;
  declare attribution: CreationOptional<Attribution>;
  declare metadata: CreationOptional<Record<string, unknown>>;
  /** Why it waits for somebody to confirm it. */
  declare heldFor: CreationOptional<string | null>;
  declare recordedBy: CreationOptional<number | null>;
  declare confirmedBy: CreationOptional<number | null>;
  declare occurredAt: Date;
  declare confirmedAt: CreationOptional<Date | null>;
  declare createdAt: CreationOptional<Date>;

  become(status: SaleStatus): this {
    const from: SaleStatus = this.status;
    if (!next[from].includes(status)) throw new WrongState('sale', from, status);
    return this.set({ status });
  }

  get refundable(): NonAttribute<bigint> {
    return this.amount - this.refundedAmount;
  }
}

Sale.init(
  {
    id: primaryId(),
    programId: id(),
    source: text(),
    externalOrderId: text(),
    orderId: id(),
    buyerMemberId: id(),
    sellerMemberId: id(),
    attributedMemberId: id(),
    linkId: id(),
    referralTokenId: id(),
    amount: minor(),
    currency: text(),
    volume: minor({ defaultValue: 0n }),
    refundedAmount: minor({ defaultValue: 0n }),
    status: text(),
    attribution: json({ defaultValue: noAttribution }),
    metadata: json({ defaultValue: {} }),
    heldFor: text(),
    recordedBy: id(),
    confirmedBy: id(),
    occurredAt: instant(),
    confirmedAt: instant(),
    createdAt: createdAt(),
  },
  { sequelize: db, tableName: 'sales' },
);

import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { createdAt, id, instant, minor, primaryId, text } from '../db/columns.js';
import { Row } from '../db/row.js';
import { db } from '../db/sequelize.js';

/** Money of a sale that went back. `refundedTotal` counts all refunds of the sale so far, this one included. */
export class Refund extends Row<InferAttributes<Refund>, InferCreationAttributes<Refund>> {
  declare id: CreationOptional<number>;
  declare programId: number;
  declare saleId: number;
  /** What the sender calls it; the same one twice is one refund. */
  declare reference: string;
  declare amount: bigint;
  declare refundedTotal: bigint;
  /** The volume that goes back with it. */
  declare volume: CreationOptional<bigint>;
  declare reason: CreationOptional<string | null>;
  declare recordedBy: CreationOptional<number | null>;
  declare refundedAt: Date;
  declare createdAt: CreationOptional<Date>;
}

Refund.init(
  {
    id: primaryId(),
    programId: id(),
    saleId: id(),
    reference: text(),
    amount: minor(),
    refundedTotal: minor(),
    volume: minor({ defaultValue: 0n }),
    reason: text(),
    recordedBy: id(),
    refundedAt: instant(),
    createdAt: createdAt(),
  },
  { sequelize: db, tableName: 'refunds' },
);

import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { createdAt, id, instant, minor, primaryId, text } from '../db/columns.js';
import { Row } from '../db/row.js';
import { db } from '../db/sequelize.js';

export const paymentKinds = ['payment', 'wallet', 'deduction', 'gift', 'refund'] as const;
export type PaymentKind = (typeof paymentKinds)[number];

/** Money that came in for an order, or went back (`refund`). Gifts reduce what remains and activate nobody. */
export class Payment extends Row<InferAttributes<Payment>, InferCreationAttributes<Payment>> {
  declare id: CreationOptional<number>;
  declare programId: number;
  declare orderId: number;
  declare kind: CreationOptional<PaymentKind>;
  declare amount: bigint;
  declare currency: string;
  /** What the bank calls it; the same one twice is one payment. */
  declare reference: string;
  declare status: CreationOptional<'completed' | 'bounced'>;
  declare recordedBy: CreationOptional<number | null>;
  declare paidAt: Date;
  declare createdAt: CreationOptional<Date>;
}

Payment.init(
  {
    id: primaryId(),
    programId: id(),
    orderId: id(),
    kind: text({ defaultValue: 'payment' }),
    amount: minor(),
    currency: text(),
    reference: text(),
    status: text({ defaultValue: 'completed' }),
    recordedBy: id(),
    paidAt: instant(),
    createdAt: createdAt(),
  },
  { sequelize: db, tableName: 'payments' },
);

import type { CreationOptional, InferAttributes, InferCreationAttributes, NonAttribute } from 'sequelize';
import { WrongState } from '../core/errors.js';
import { createdAt, id, instant, integer, minor, primaryId, text } from '../db/columns.js';
import { Row } from '../db/row.js';
import { db } from '../db/sequelize.js';

export const batchStatuses = ['open', 'exported', 'answered'] as const;
export type BatchStatus = (typeof batchStatuses)[number];

const next: Readonly<Record<BatchStatus, readonly BatchStatus[]>> = {
  open: ['exported', 'answered'],
  exported: ['exported', 'answered'],
  answered: ['answered'],
};

/** Approved payouts that go to the bank together; answered when the bank has said of each what became of it. */
export class PayoutBatch extends Row<InferAttributes<PayoutBatch>, InferCreationAttributes<PayoutBatch>> {
  declare id: CreationOptional<number>;
  declare programId: number;
  declare status: CreationOptional<BatchStatus>;
  declare currency: string;
  declare payoutCount: number;
  /** Sum of the net amounts. */
  declare total: bigint;
  declare createdById: CreationOptional<number | null>;
  declare createdAt: CreationOptional<Date>;
  declare exportedAt: CreationOptional<Date | null>;
  declare answeredAt: CreationOptional<Date | null>;

  become(status: BatchStatus): this {
    const from: BatchStatus = this.status;
    if (!next[from].includes(status)) throw new WrongState('payout batch', from, status);
    return this.set({ status });
  }

  get name(): NonAttribute<string> {
    return `payouts-${this.id}`;
  }
}

PayoutBatch.init(
  {
    id: primaryId(),
    programId: id(),
    status: text({ defaultValue: 'open' }),
    currency: text(),
    payoutCount: integer(),
    total: minor(),
    createdById: id(),
    createdAt: createdAt(),
    exportedAt: instant(),
    answeredAt: instant(),
  },
  { sequelize: db, tableName: 'payout_batches' },
);

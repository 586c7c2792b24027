import type { InferAttributes, InferCreationAttributes } from 'sequelize';
import { id, minor } from '../db/columns.js';
import { Row } from '../db/row.js';
import { db } from '../db/sequelize.js';

/** How much of a commission's net a paid payout covered. */
export class PayoutAllocation extends Row<
  InferAttributes<PayoutAllocation>,
  InferCreationAttributes<PayoutAllocation>
> {
  declare payoutId: number;
  declare commissionId: number;
  declare amount: bigint;
}

PayoutAllocation.init(
  { payoutId: id({ primaryKey: true }), commissionId: id({ primaryKey: true }), amount: minor() },
  { sequelize: db, tableName: 'payout_allocations' },
);

import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { id, instant, primaryId } from '../db/columns.js';
import { Row } from '../db/row.js';
import { db } from '../db/sequelize.js';

/** A member who waits until the sponsor or an admin chooses his place; it stays as history once he has one. */
export class HoldingTankEntry extends Row<
  InferAttributes<HoldingTankEntry>,
  InferCreationAttributes<HoldingTankEntry>
> {
  declare id: CreationOptional<number>;
  declare programId: number;
  declare treeId: number;
  declare memberId: number;
  declare enteredAt: Date;
  declare placedAt: CreationOptional<Date | null>;
  declare placedById: CreationOptional<number | null>;
}

HoldingTankEntry.init(
  {
    id: primaryId(),
    programId: id(),
    treeId: id(),
    memberId: id(),
    enteredAt: instant(),
    placedAt: instant(),
    placedById: id(),
  },
  { sequelize: db, tableName: 'holding_tank_entries' },
);

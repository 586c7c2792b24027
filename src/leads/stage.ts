import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { createdAt, flag, id, integer, primaryId, text } from '../db/columns.js';
import { Row } from '../db/row.js';
import { db } from '../db/sequelize.js';

export const outcomes = ['open', 'converted', 'lost'] as const;
export type Outcome = (typeof outcomes)[number];

/** One step of a program's pipeline; leads walk through the stages in the order of their positions. */
export class Stage extends Row<InferAttributes<Stage>, InferCreationAttributes<Stage>> {
  declare id: CreationOptional<number>;
  declare programId: number;
  declare key: string;
  declare name: string;
  declare position: number;
  /** What a lead that stands here has come to. */
  declare outcome: CreationOptional<Outcome>;
  /** Whether an open lead here counts as an opportunity. */
  declare isOpportunity: CreationOptional<boolean>;
  declare createdAt: CreationOptional<Date>;
}

Stage.init(
  {
    id: primaryId(),
    programId: id(),
    key: text(),
    name: text(),
    position: integer(),
    outcome: text({ defaultValue: 'open' }),
    isOpportunity: flag({ defaultValue: false }),
    createdAt: createdAt(),
  },
  { sequelize: db, tableName: 'stages' },
);

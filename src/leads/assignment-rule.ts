import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { createdAt, id, instant, integer, primaryId } from '../db/columns.js';
import { Row } from '../db/row.js';
import { db } from '../db/sequelize.js';

/** Says that a person takes leads in turn, how large a share, and how many at most. */
export class AssignmentRule extends Row<InferAttributes<AssignmentRule>, InferCreationAttributes<AssignmentRule>> {
  declare id: CreationOptional<number>;
  declare programId: number;
  /** Only leads of this team; null: of any, or of none. */
  declare teamId: CreationOptional<number | null>;
  declare userId: number;
  /** A person of weight 2 gets twice as many as one of weight 1. */
  declare weight: CreationOptional<number>;
  /** Open leads at once; null: no limit. */
  declare capacity: CreationOptional<number | null>;
  /** How many leads the person was given by rule. */
  declare given: CreationOptional<number>;
  declare archivedAt: CreationOptional<Date | null>;
  declare createdAt: CreationOptional<Date>;
}

AssignmentRule.init(
  {
    id: primaryId(),
    programId: id(),
    teamId: id(),
    userId: id(),
    weight: integer({ defaultValue: 1 }),
    capacity: integer(),
    given: id({ defaultValue: 0 }),
    archivedAt: instant(),
    createdAt: createdAt(),
  },
  { sequelize: db, tableName: 'assignment_rules' },
);

import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { createdAt, id, integer, primaryId, text } from '../db/columns.js';
import { Row } from '../db/row.js';
import { db } from '../db/sequelize.js';

/** Where exactly within a stage, and how much that says about the lead (0 to 100). */
export class Substage extends Row<InferAttributes<Substage>, InferCreationAttributes<Substage>> {
  declare id: CreationOptional<number>;
  declare programId: number;
  /** The stage's key. */
  declare stage: string;
  declare key: string;
  declare position: number;
  /** As people read it. */
  declare status: string;
  declare description: CreationOptional<string | null>;
  declare score: number;
  declare notes: CreationOptional<string | null>;
  declare createdAt: CreationOptional<Date>;
}

Substage.init(
  {
    id: primaryId(),
    programId: id(),
    stage: text(),
    key: text(),
    position: integer(),
    status: text(),
    description: text(),
    score: integer(),
    notes: text(),
    createdAt: createdAt(),
  },
  { sequelize: db, tableName: 'substages' },
);

import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { createdAt, id, instant, integer, primaryId, text } from '../db/columns.js';
import { Row } from '../db/row.js';
import { db } from '../db/sequelize.js';

export const placementModes = ['breadth_first', 'left_chain', 'right_chain', 'weaker_leg', 'manual'] as const;
export type PlacementMode = (typeof placementModes)[number];

/** A program's placement tree: how many stand under one member, and where newcomers stand unless told otherwise. */
export class Tree extends Row<InferAttributes<Tree>, InferCreationAttributes<Tree>> {
  declare id: CreationOptional<number>;
  declare programId: number;
  declare key: CreationOptional<string>;
  declare width: number;
  declare defaultPlacement: CreationOptional<PlacementMode>;
  /** When members and volume below everybody were counted last. */
  declare rolledUpAt: CreationOptional<Date | null>;
  declare createdAt: CreationOptional<Date>;
}

Tree.init(
  {
    id: primaryId(),
    programId: id(),
    key: text({ defaultValue: 'placement' }),
    width: integer(),
    defaultPlacement: text({ defaultValue: 'breadth_first' }),
    rolledUpAt: instant(),
    createdAt: createdAt(),
  },
  { sequelize: db, tableName: 'trees' },
);

import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { id, instant, integer, minor, primaryId } from '../db/columns.js';
import { Row } from '../db/row.js';
import { db } from '../db/sequelize.js';

/** Where a member stands in a tree, and what finding the next free slot below him needs. */
export class Position extends Row<InferAttributes<Position>, InferCreationAttributes<Position>> {
  declare id: CreationOptional<number>;
  declare programId: number;
  declare treeId: number;
  declare memberId: number;
  /** The member above; null for a root, as is the slot. */
  declare parentId: CreationOptional<number | null>;
  /** 0 is the leftmost. */
  declare slot: CreationOptional<number | null>;
  /** Roots are at depth 1. */
  declare depth: number;
  /** The leftmost free slot right under the member; null when there is none. */
  declare freeSlot: CreationOptional<number | null>;
  /** How many levels below the member the nearest free slot is: 1 when he has one himself. */
  declare freeDistance: CreationOptional<number>;
  /** Where the outer leg that runs through this position begins: itself unless it stands in an outermost slot. */
  declare legHeadId: number;
  /** At the head of a left or right outer leg, its last member; null where the leg begins further up. */
  declare leftTailId: CreationOptional<number | null>;
  declare rightTailId: CreationOptional<number | null>;
  /** Members from here down, the member included, and their lifetime volume: as of the last rollup. */
  declare subtreeSize: CreationOptional<number>;
  declare subtreeVolume: CreationOptional<bigint>;
  declare rolledUpAt: CreationOptional<Date | null>;
  declare placedAt: Date;
}

Position.init(
  {
    id: primaryId(),
    programId: id(),
    treeId: id(),
    memberId: id(),
    parentId: id(),
    slot: integer(),
    depth: integer(),
    freeSlot: integer(),
    freeDistance: integer(),
    legHeadId: id(),
    leftTailId: id(),
    rightTailId: id(),
    subtreeSize: id(),
    subtreeVolume: minor(),
    rolledUpAt: instant(),
    placedAt: instant(),
  },
  { sequelize: db, tableName: 'positions' },
);

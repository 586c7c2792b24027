import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { id, instant, primaryId, text } from '../db/columns.js';
import { Row } from '../db/row.js';
import { db } from '../db/sequelize.js';

/** One step of a visitor's way: which link or landing page he came by, and when. */
export class Touch extends Row<InferAttributes<Touch>, InferCreationAttributes<Touch>> {
  declare id: CreationOptional<number>;
  declare programId: number;
  declare visitor: string;
  declare kind: 'redirect' | 'landing';
  declare tokenId: number;
  declare linkId: CreationOptional<number | null>;
  declare memberId: CreationOptional<number | null>;
  declare touchedAt: CreationOptional<Date>;
}

Touch.init(
  {
    id: primaryId(),
    programId: id(),
    visitor: text(),
    kind: text(),
    tokenId: id(),
    linkId: id(),
    memberId: id(),
    touchedAt: instant(),
  },
  { sequelize: db, tableName: 'touches' },
);

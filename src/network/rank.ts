import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { id, instant, primaryId, text } from '../db/columns.js';
import { Row } from '../db/row.js';
import { db } from '../db/sequelize.js';

/** The rank a member is paid as in this period, and the highest he ever held; names as in the plan. */
export class Rank extends Row<InferAttributes<Rank>, InferCreationAttributes<Rank>> {
  declare id: CreationOptional<number>;
  declare programId: number;
  declare memberId: number;
  declare paidAs: CreationOptional<string | null>;
  declare title: CreationOptional<string | null>;
  declare evaluatedAt: Date;
}

Rank.init(
  {
    id: primaryId(),
    programId: id(),
    memberId: id(),
    paidAs: text(),
    title: text(),
    evaluatedAt: instant(),
  },
  { sequelize: db, tableName: 'ranks' },
);

import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { createdAt, id, instant, primaryId, text } from '../db/columns.js';
import { Row } from '../db/row.js';
import { db } from '../db/sequelize.js';

export const rankKinds = ['paid_as', 'title'] as const;

/** A rank that a member reached or lost, or a title that he rose to. Rows are never changed. */
export class RankChange extends Row<InferAttributes<RankChange>, InferCreationAttributes<RankChange>> {
  declare id: CreationOptional<number>;
  declare programId: number;
  declare memberId: number;
  declare kind: (typeof rankKinds)[number];
  declare before: CreationOptional<string | null>;
  declare after: CreationOptional<string | null>;
  /** The run that evaluated it. */
  declare runId: CreationOptional<number | null>;
  declare effectiveAt: Date;
  declare createdAt: CreationOptional<Date>;
}

RankChange.init(
  {
    id: primaryId(),
    programId: id(),
    memberId: id(),
    kind: text(),
    before: text(),
    after: text(),
    runId: id(),
    effectiveAt: instant(),
    createdAt: createdAt(),
  },
  { sequelize: db, tableName: 'rank_history' },
);

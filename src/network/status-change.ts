import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { createdAt, id, instant, primaryId, text } from '../db/columns.js';
import { Row } from '../db/row.js';
import { db } from '../db/sequelize.js';
import type { MemberStatus } from './member.js';

/** From when a member had which status; before the first change he was active. Rows are never changed. */
export class StatusChange extends Row<InferAttributes<StatusChange>, InferCreationAttributes<StatusChange>> {
  declare id: CreationOptional<number>;
  declare programId: number;
  declare memberId: number;
  declare status: MemberStatus;
  declare reason: CreationOptional<string | null>;
  declare effectiveAt: Date;
  declare changedById: CreationOptional<number | null>;
  declare createdAt: CreationOptional<Date>;
}

StatusChange.init(
  {
    id: primaryId(),
    programId: id(),
    memberId: id(),
    status: text(),
    reason: text(),
    effectiveAt: instant(),
    changedById: id(),
    createdAt: createdAt(),
  },
  { sequelize: db, tableName: 'member_statuses' },
);

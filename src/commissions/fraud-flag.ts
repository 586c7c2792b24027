import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { createdAt, id, instant, primaryId, text } from '../db/columns.js';
import { Row } from '../db/row.js';
import { db } from '../db/sequelize.js';

/** A suspicion that holds a line until a person has looked at it. */
export class FraudFlag extends Row<InferAttributes<FraudFlag>, InferCreationAttributes<FraudFlag>> {
  declare id: CreationOptional<number>;
  declare programId: number;
  declare commissionId: number | null;
  declare saleId: number | null;
  declare reason: string;
  declare detail: string | null;
  declare resolvedAt: Date | null;
  declare resolvedById: number | null;
  declare createdAt: CreationOptional<Date>;
}

FraudFlag.init(
  {
    id: primaryId(),
    programId: id(),
    commissionId: id(),
    saleId: id(),
    reason: text(),
    detail: text(),
    resolvedAt: instant(),
    resolvedById: id(),
    createdAt: createdAt(),
  },
  { sequelize: db, tableName: 'fraud_flags' },
);

import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { createdAt, id, instant, json, primaryId, text } from '../db/columns.js';
import { Row } from '../db/row.js';
import { db } from '../db/sequelize.js';

/** Something that was told before what it is about: kept until that comes, then applied once. */
export class ParkedFact extends Row<InferAttributes<ParkedFact>, InferCreationAttributes<ParkedFact>> {
  declare id: CreationOptional<number>;
  declare programId: number;
  declare kind: 'refund' | 'postback';
  /** What it is about: `api/ORD-556`, or a click id. */
  declare waitsFor: string;
  /** Tells twins apart. */
  declare key: string;
  declare payload: Record<string, unknown>;
  declare status: CreationOptional<'parked' | 'applied' | 'dropped'>;
  declare result: CreationOptional<string | null>;
  declare createdAt: CreationOptional<Date>;
  declare appliedAt: CreationOptional<Date | null>;
}

ParkedFact.init(
  {
    id: primaryId(),
    programId: id(),
    kind: text(),
    waitsFor: text(),
    key: text(),
    payload: json(),
    status: text({ defaultValue: 'parked' }),
    result: text(),
    createdAt: createdAt(),
    appliedAt: instant(),
  },
  { sequelize: db, tableName: 'parked_facts' },
);

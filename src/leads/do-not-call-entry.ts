import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { createdAt, id, instant, primaryId, text } from '../db/columns.js';
import { Row } from '../db/row.js';
import { db } from '../db/sequelize.js';

/** A number nobody may call. Nothing overrides it; only recorded consent lifts it. */
export class DoNotCallEntry extends Row<InferAttributes<DoNotCallEntry>, InferCreationAttributes<DoNotCallEntry>> {
  declare id: CreationOptional<number>;
  declare programId: number;
  declare phone: string;
  declare reason: string;
  declare addedBy: CreationOptional<number | null>;
  declare createdAt: CreationOptional<Date>;
  declare liftedAt: CreationOptional<Date | null>;
  declare liftedBy: CreationOptional<number | null>;
  /** Where the consent was given: a letter, a recorded call, a form. */
  declare consentSource: CreationOptional<string | null>;
  declare consentText: CreationOptional<string | null>;
  declare consentedAt: CreationOptional<Date | null>;
}

DoNotCallEntry.init(
  {
    id: primaryId(),
    programId: id(),
    phone: text(),
    reason: text(),
    addedBy: id(),
    createdAt: createdAt(),
    liftedAt: instant(),
    liftedBy: id(),
    consentSource: text(),
    consentText: text(),
    consentedAt: instant(),
  },
  { sequelize: db, tableName: 'do_not_call' },
);

import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { createdAt, id, json, minor, primaryId, text } from '../db/columns.js';
import { Row } from '../db/row.js';
import { db } from '../db/sequelize.js';
import type { PostbackStatus } from './read-postback.js';

/** What a tracker told of a click; the same click, transaction and status count once. */
export class Postback extends Row<InferAttributes<Postback>, InferCreationAttributes<Postback>> {
  declare id: CreationOptional<number>;
  declare programId: number;
  declare sourceId: number;
  declare clickId: string;
  /** The tracker's own number of the transaction; may be empty. */
  declare tid: CreationOptional<string>;
  declare status: PostbackStatus;
  declare payout: CreationOptional<bigint | null>;
  declare currency: CreationOptional<string | null>;
  declare params: CreationOptional<Record<string, string>>;
  declare saleId: CreationOptional<number | null>;
  declare createdAt: CreationOptional<Date>;
}

Postback.init(
  {
    id: primaryId(),
    programId: id(),
    sourceId: id(),
    clickId: text(),
    tid: text({ defaultValue: '' }),
    status: text(),
    payout: minor(),
    currency: text(),
    params: json({ defaultValue: {} }),
    saleId: id(),
    createdAt: createdAt(),
  },
  { sequelize: db, tableName: 'postbacks' },
);

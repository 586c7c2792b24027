import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { createdAt, flag, id, json, primaryId, text } from '../db/columns.js';
import { Row } from '../db/row.js';
import { db } from '../db/sequelize.js';

/** One call of a link. Rows come in by `storeVisit` alone; this is for reading. */
export class Click extends Row<InferAttributes<Click>, InferCreationAttributes<Click>> {
  declare id: CreationOptional<number>;
  declare programId: number;
  declare clickId: string;
  declare linkId: CreationOptional<number | null>;
  declare campaignId: CreationOptional<number | null>;
  declare memberId: CreationOptional<number | null>;
  declare buyerId: CreationOptional<number | null>;
  declare teamId: CreationOptional<number | null>;
  declare ip: CreationOptional<string | null>;
  declare userAgent: CreationOptional<string | null>;
  declare referrer: CreationOptional<string | null>;
  declare device: CreationOptional<string | null>;
  declare os: CreationOptional<string | null>;
  declare browser: CreationOptional<string | null>;
  declare isBot: CreationOptional<boolean>;
  declare params: CreationOptional<Record<string, string>>;
  declare createdAt: CreationOptional<Date>;
}

Click.init(
  {
    id: primaryId(),
    programId: id(),
    clickId: text(),
    linkId: id(),
    campaignId: id(),
    memberId: id(),
    buyerId: id(),
    teamId: id(),
    ip: text(),
    userAgent: text(),
    referrer: text(),
    device: text(),
    os: text(),
    browser: text(),
    isBot: flag(),
    params: json(),
    createdAt: createdAt(),
  },
  { sequelize: db, tableName: 'clicks' },
);

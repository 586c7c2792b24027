import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { createdAt, flag, id, json, primaryId, text } from '../db/columns.js';
import { Row } from '../db/row.js';
import { db } from '../db/sequelize.js';

/** Somebody who saw a landing page. Rows come in by `storeProspects` alone; this is for reading. */
export class Prospect extends Row<InferAttributes<Prospect>, InferCreationAttributes<Prospect>> {
  declare id: CreationOptional<number>;
  declare programId: number;
  /** What the client calls the visit, so that sending it again stores nothing. */
  declare visitId: CreationOptional<string | null>;
  declare linkId: CreationOptional<number | null>;
  declare campaignId: CreationOptional<number | null>;
  declare memberId: CreationOptional<number | null>;
  declare referralTokenId: CreationOptional<number | null>;
  /** The media buyer whose traffic it is, with his team of that day. */
  declare buyerId: CreationOptional<number | null>;
  declare teamId: CreationOptional<number | null>;
  declare ip: CreationOptional<string | null>;
  declare userAgent: CreationOptional<string | null>;
  declare referrer: CreationOptional<string | null>;
  declare device: CreationOptional<string | null>;
  declare os: CreationOptional<string | null>;
  declare browser: CreationOptional<string | null>;
  declare isBot: CreationOptional<boolean>;
  declare metadata: CreationOptional<Record<string, unknown>>;
  declare createdAt: CreationOptional<Date>;
}

Prospect.init(
  {
    id: primaryId(),
    programId: id(),
    visitId: text(),
    linkId: id(),
    campaignId: id(),
    memberId: id(),
    referralTokenId: id(),
    buyerId: id(),
    teamId: id(),
    ip: text(),
    userAgent: text(),
    referrer: text(),
    device: text(),
    os: text(),
    browser: text(),
    isBot: flag(),
    metadata: json(),
    createdAt: createdAt(),
  },
  { sequelize: db, tableName: 'prospects' },
);

import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { createdAt, id, instant, primaryId, text } from '../db/columns.js';
import { Row } from '../db/row.js';
import { db } from '../db/sequelize.js';

/** One visit that somebody sent: whoever presents the token before it expires was sent by its member. */
export class ReferralToken extends Row<InferAttributes<ReferralToken>, InferCreationAttributes<ReferralToken>> {
  declare id: CreationOptional<number>;
  declare programId: number;
  declare token: string;
  /** The same for all visits of one browser, as far as its cookie tells. */
  declare visitor: string;
  declare linkId: CreationOptional<number | null>;
  declare memberId: CreationOptional<number | null>;
  declare ownerId: CreationOptional<number | null>;
  declare code: string;
  declare clickId: CreationOptional<string | null>;
  declare sourceUrl: CreationOptional<string | null>;
  declare ip: CreationOptional<string | null>;
  declare userAgent: CreationOptional<string | null>;
  declare createdAt: CreationOptional<Date>;
  declare expiresAt: Date;
}

ReferralToken.init(
  {
    id: primaryId(),
    programId: id(),
    token: text(),
    visitor: text(),
    linkId: id(),
    memberId: id(),
    ownerId: id(),
    code: text(),
    clickId: text(),
    sourceUrl: text(),
    ip: text(),
    userAgent: text(),
    createdAt: createdAt(),
    expiresAt: instant(),
  },
  { sequelize: db, tableName: 'referral_tokens' },
);

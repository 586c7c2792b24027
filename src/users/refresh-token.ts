import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { createdAt, id, instant, integer, primaryId, text } from '../db/columns.js';
import { Row } from '../db/row.js';
import { db } from '../db/sequelize.js';

/** One link in a chain of refresh tokens that began with one sign-in: each works once and names the next. */
export class RefreshToken extends Row<InferAttributes<RefreshToken>, InferCreationAttributes<RefreshToken>> {
  static override readonly secretColumns = ['hash'];

  declare id: CreationOptional<number>;
  /** The chain; a token that comes twice was stolen, and ends all of it. */
  declare family: string;
  declare userId: number;
  declare programId: CreationOptional<number | null>;
  declare hash: string;
  declare sessionVersion: number;
  declare expiresAt: Date;
  declare usedAt: CreationOptional<Date | null>;
  declare revokedAt: CreationOptional<Date | null>;
  declare createdAt: CreationOptional<Date>;
}

RefreshToken.init(
  {
    id: primaryId(),
    family: text(),
    userId: id(),
    programId: id(),
    hash: text(),
    sessionVersion: integer(),
    expiresAt: instant(),
    usedAt: instant(),
    revokedAt: instant(),
    createdAt: createdAt(),
  },
  { sequelize: db, tableName: 'refresh_tokens' },
);

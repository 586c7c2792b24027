import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import type { Scope } from '../core/actor.js';
import { createdAt, id, instant, primaryId, text, textList } from '../db/columns.js';
import { Row } from '../db/row.js';
import { db } from '../db/sequelize.js';

/** A partner's key to one program. Only its hash is kept; the prefix tells keys apart in lists and logs. */
export class ApiKey extends Row<InferAttributes<ApiKey>, InferCreationAttributes<ApiKey>> {
  static override readonly secretColumns = ['hash'];

  declare id: CreationOptional<number>;
  declare programId: number;
  /** The person it acts for; it stops working when that person does. */
  declare ownerId: number;
  declare name: string;
  declare prefix: string;
  declare hash: string;
  declare scopes: Scope[];
  declare replacesId: CreationOptional<number | null>;
  declare expiresAt: CreationOptional<Date | null>;
  declare lastUsedAt: CreationOptional<Date | null>;
  declare revokedAt: CreationOptional<Date | null>;
  declare createdAt: CreationOptional<Date>;
}

ApiKey.init(
  {
    id: primaryId(),
    programId: id(),
    ownerId: id(),
    name: text(),
    prefix: text(),
    hash: text(),
    scopes: textList(),
    replacesId: id(),
    expiresAt: instant(),
    lastUsedAt: instant(),
    revokedAt: instant(),
    createdAt: createdAt(),
  },
  { sequelize: db, tableName: 'api_keys' },
);

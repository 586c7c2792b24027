import { createHash, randomBytes } from 'node:crypto';
import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { WrongState } from '../core/errors.js';
import { createdAt, id, instant, primaryId, text } from '../db/columns.js';
import { Row } from '../db/row.js';
import { db } from '../db/sequelize.js';

/** An outside tracker that tells by GET requests what became of clicks; its address holds a key that only it knows. */
export class PostbackSource extends Row<InferAttributes<PostbackSource>, InferCreationAttributes<PostbackSource>> {
  static override readonly secretColumns = ['keyHash'];

  declare id: CreationOptional<number>;
  declare programId: number;
  declare ownerId: CreationOptional<number | null>;
  declare name: string;
  /** Enough of the key to tell it from others. */
  declare keyPrefix: string;
  declare keyHash: string;
  declare status: CreationOptional<'active' | 'archived'>;
  declare createdAt: CreationOptional<Date>;
  declare archivedAt: CreationOptional<Date | null>;

  archive(at: Date): this {
    if (this.status === 'archived') throw new WrongState('postback source', 'archived', 'archived');
    return this.set({ status: 'archived', archivedAt: at });
  }
}

PostbackSource.init(
  {
    id: primaryId(),
    programId: id(),
    ownerId: id(),
    name: text(),
    keyPrefix: text(),
    keyHash: text(),
    status: text({ defaultValue: 'active' }),
    createdAt: createdAt(),
    archivedAt: instant(),
  },
  { sequelize: db, tableName: 'postback_sources' },
);

export const newPostbackKey = (): string => `pb_${randomBytes(24).toString('base64url')}`;

export const postbackKeyHash = (key: string): string => createHash('sha256').update(key).digest('hex');

import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { WrongState } from '../core/errors.js';
import { createdAt, id, instant, primaryId, text } from '../db/columns.js';
import { Row } from '../db/row.js';
import { db } from '../db/sequelize.js';
import type { ArchivableStatus } from './campaign.js';

/** A code that brings visitors somewhere and says who sent them: a member to credit, a media buyer, or both. */
export class Link extends Row<InferAttributes<Link>, InferCreationAttributes<Link>> {
  declare id: CreationOptional<number>;
  declare programId: number;
  declare memberId: CreationOptional<number | null>;
  /** The person whose traffic it is; prospects and orders of the link are listed as his. */
  declare ownerId: CreationOptional<number | null>;
  declare campaignId: CreationOptional<number | null>;
  declare code: string;
  declare name: CreationOptional<string | null>;
  declare destination: string;
  declare status: CreationOptional<ArchivableStatus>;
  declare createdAt: CreationOptional<Date>;
  declare archivedAt: CreationOptional<Date | null>;

  archive(at: Date): this {
    if (this.status === 'archived') throw new WrongState('link', 'archived', 'archived');
    return this.set({ status: 'archived', archivedAt: at });
  }
}

Link.init(
  {
    id: primaryId(),
    programId: id(),
    memberId: id(),
    ownerId: id(),
    campaignId: id(),
    code: text(),
    name: text(),
    destination: text(),
    status: text({ defaultValue: 'active' }),
    createdAt: createdAt(),
    archivedAt: instant(),
  },
  { sequelize: db, tableName: 'links' },
);

import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { WrongState } from '../core/errors.js';
import { createdAt, id, instant, primaryId, text } from '../db/columns.js';
import { Row } from '../db/row.js';
import { db } from '../db/sequelize.js';

export const archivable = ['active', 'archived'] as const;
export type ArchivableStatus = (typeof archivable)[number];

/** What a media buyer runs under one name; spend is recorded against it. */
export class Campaign extends Row<InferAttributes<Campaign>, InferCreationAttributes<Campaign>> {
  declare id: CreationOptional<number>;
  declare programId: number;
  declare ownerId: CreationOptional<number | null>;
  declare name: string;
  declare status: CreationOptional<ArchivableStatus>;
  declare createdAt: CreationOptional<Date>;
  declare archivedAt: CreationOptional<Date | null>;

  archive(at: Date): this {
    if (this.status === 'archived') throw new WrongState('campaign', 'archived', 'archived');
    return this.set({ status: 'archived', archivedAt: at });
  }
}

Campaign.init(
  {
    id: primaryId(),
    programId: id(),
    ownerId: id(),
    name: text(),
    status: text({ defaultValue: 'active' }),
    createdAt: createdAt(),
    archivedAt: instant(),
  },
  { sequelize: db, tableName: 'campaigns' },
);

import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { createdAt, id, instant, primaryId, text } from '../db/columns.js';
import { Row } from '../db/row.js';
import { db } from '../db/sequelize.js';

/** Buyers and telemarketers under one team lead. An archived team keeps its history. */
export class Team extends Row<InferAttributes<Team>, InferCreationAttributes<Team>> {
  declare id: CreationOptional<number>;
  declare name: string;
  declare teamLeadId: CreationOptional<number | null>;
  declare archivedAt: CreationOptional<Date | null>;
  declare createdAt: CreationOptional<Date>;
}

Team.init(
  { id: primaryId(), name: text(), teamLeadId: id(), archivedAt: instant(), createdAt: createdAt() },
  { sequelize: db, tableName: 'teams' },
);

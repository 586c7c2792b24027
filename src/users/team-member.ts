import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { id, instant, primaryId } from '../db/columns.js';
import { Row } from '../db/row.js';
import { db } from '../db/sequelize.js';

/** One stay of a person in a team. `leftAt` is null while it lasts; a person is in at most one team at a time. */
export class TeamMember extends Row<InferAttributes<TeamMember>, InferCreationAttributes<TeamMember>> {
  declare id: CreationOptional<number>;
  declare teamId: number;
  declare userId: number;
  declare joinedAt: CreationOptional<Date>;
  declare leftAt: CreationOptional<Date | null>;
}

TeamMember.init(
  { id: primaryId(), teamId: id(), userId: id(), joinedAt: instant(), leftAt: instant() },
  { sequelize: db, tableName: 'team_members' },
);

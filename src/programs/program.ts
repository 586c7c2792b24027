import { DataTypes } from 'sequelize';
import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { createdAt, flag, primaryId, text } from '../db/columns.js';
import { Row } from '../db/row.js';
import { db } from '../db/sequelize.js';
import { storedSettings } from './program-settings.js';
import type { ProgramSettings } from './program-settings.js';

/** One business on this install. Currency and time zone are for good: amounts and periods were counted in them. */
export class Program extends Row<InferAttributes<Program>, InferCreationAttributes<Program>> {
  declare id: CreationOptional<number>;
  declare key: string;
  declare name: string;
  declare currency: string;
  declare timeZone: string;
  /** Always complete: what was never set reads as its default. */
  declare settings: CreationOptional<ProgramSettings>;
  declare isDefault: CreationOptional<boolean>;
  declare createdAt: CreationOptional<Date>;
}

Program.init(
  {
    id: primaryId(),
    key: text(),
    name: text(),
    currency: text(),
    timeZone: text(),
    settings: {
      type: DataTypes.JSONB,
      defaultValue: {},
      get(this: Program): ProgramSettings {
        return storedSettings.parse(this.getDataValue('settings'));
      },
    },
    isDefault: flag({ defaultValue: false }),
    createdAt: createdAt(),
  },
  { sequelize: db, tableName: 'programs' },
);

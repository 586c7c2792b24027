import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { createdAt, id, integer, json, primaryId, text } from '../db/columns.js';
import { Row } from '../db/row.js';
import { db } from '../db/sequelize.js';

/** One row of a file that was not taken, as it stood there, with the reason. */
export interface RefusedRow {
  line: number;
  reason: string;
  row: Record<string, string>;
}

/** A file of leads that somebody brought in, and what became of its rows. */
export class LeadImport extends Row<InferAttributes<LeadImport>, InferCreationAttributes<LeadImport>> {
  declare id: CreationOptional<number>;
  declare programId: number;
  declare kind: CreationOptional<'leads'>;
  declare fileName: string;
  declare userId: number | null;
  declare rows: number;
  declare imported: number;
  declare refused: RefusedRow[];
  declare createdAt: CreationOptional<Date>;

  // The refused rows may be many; the audit names the import, not its rows.
  static override readonly secretColumns = ['refused'];
}

LeadImport.init(
  {
    id: primaryId(),
    programId: id(),
    kind: text({ defaultValue: 'leads' }),
    fileName: text(),
    userId: id(),
    rows: integer(),
    imported: integer(),
    refused: json(),
    createdAt: createdAt(),
  },
  { sequelize: db, tableName: 'imports' },
);

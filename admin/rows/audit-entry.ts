import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { createdAt, id, json, primaryId, text } from '../../src/db/columns.js';
import { Row } from '../../src/db/row.js';
import { db } from '../../src/db/sequelize.js';

/** What `core/command-log.ts` writes, for reading: who ran which command with what, and what it changed. */
export class AuditEntry extends Row<InferAttributes<AuditEntry>, InferCreationAttributes<AuditEntry>> {
  declare id: CreationOptional<number>;
  declare command: string;
  declare principal: string;
  declare userId: number | null;
  declare programId: number | null;
  declare input: unknown;
  declare changes: unknown;
  declare requestId: string | null;
  declare createdAt: CreationOptional<Date>;
}

AuditEntry.init(
  {
    id: primaryId(),
    command: text(),
    principal: text(),
    userId: id(),
    programId: id(),
    input: json(),
    changes: json(),
    requestId: text(),
    createdAt: createdAt(),
  },
  { sequelize: db, tableName: 'command_log' },
);

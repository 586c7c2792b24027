import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { createdAt, id, instant, integer, json, primaryId, text } from '../../src/db/columns.js';
import { Row } from '../../src/db/row.js';
import { db } from '../../src/db/sequelize.js';

export const outboxStatuses = ['waiting', 'delivered', 'failed'] as const;

/** An event on its way to those who hear of it afterwards, for reading. */
export class OutboxMessage extends Row<InferAttributes<OutboxMessage>, InferCreationAttributes<OutboxMessage>> {
  declare id: CreationOptional<number>;
  declare type: string;
  declare payload: unknown;
  declare programId: number | null;
  declare commandLogId: number;
  declare status: (typeof outboxStatuses)[number];
  declare attempts: number;
  declare error: string | null;
  declare createdAt: CreationOptional<Date>;
  declare deliveredAt: Date | null;
}

OutboxMessage.init(
  {
    id: primaryId(),
    type: text(),
    payload: json(),
    programId: id(),
    commandLogId: id(),
    status: text(),
    attempts: integer(),
    error: text(),
    createdAt: createdAt(),
    deliveredAt: instant(),
  },
  { sequelize: db, tableName: 'outbox' },
);

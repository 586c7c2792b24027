import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { createdAt, id, instant, primaryId, text } from '../db/columns.js';
import { Row } from '../db/row.js';
import { db } from '../db/sequelize.js';

/** Something a person should know, shown in panel and portal until read. */
export class Notification extends Row<InferAttributes<Notification>, InferCreationAttributes<Notification>> {
  declare id: CreationOptional<number>;
  declare userId: number;
  declare programId: CreationOptional<number | null>;
  /** The event it tells of, such as `payout.paid`. */
  declare kind: string;
  declare title: string;
  declare body: CreationOptional<string | null>;
  /** Where more is to be seen, within this install. */
  declare path: CreationOptional<string | null>;
  /** What caused it, such as `outbox/42`: a person hears of one cause once. */
  declare source: string;
  declare readAt: CreationOptional<Date | null>;
  declare createdAt: CreationOptional<Date>;
}

Notification.init(
  {
    id: primaryId(),
    userId: id(),
    programId: id(),
    kind: text(),
    title: text(),
    body: text(),
    path: text(),
    source: text(),
    readAt: instant(),
    createdAt: createdAt(),
  },
  { sequelize: db, tableName: 'notifications' },
);

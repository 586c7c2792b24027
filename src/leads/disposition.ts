import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { createdAt, id, instant, integer, primaryId, text } from '../db/columns.js';
import { Row } from '../db/row.js';
import { db } from '../db/sequelize.js';

export const followUps = ['nothing', 'call_back', 'retry', 'do_not_call', 'convert', 'close'] as const;
export type FollowUp = (typeof followUps)[number];

/** How a call ended, and what follows from that. */
export class Disposition extends Row<InferAttributes<Disposition>, InferCreationAttributes<Disposition>> {
  declare id: CreationOptional<number>;
  declare programId: number;
  declare key: string;
  declare name: string;
  declare position: number;
  /** The one key that records it at the call desk. */
  declare hotkey: CreationOptional<string | null>;
  declare followUp: FollowUp;
  declare retryAfterMinutes: CreationOptional<number | null>;
  /** After this many attempts the lead is closed instead of called again. */
  declare maxAttempts: CreationOptional<number | null>;
  /** Where it moves the lead; null leaves it where it is. */
  declare stage: CreationOptional<string | null>;
  declare substage: CreationOptional<string | null>;
  declare archivedAt: CreationOptional<Date | null>;
  declare createdAt: CreationOptional<Date>;
}

Disposition.init(
  {
    id: primaryId(),
    programId: id(),
    key: text(),
    name: text(),
    position: integer(),
    hotkey: text(),
    followUp: text(),
    retryAfterMinutes: integer(),
    maxAttempts: integer(),
    stage: text(),
    substage: text(),
    archivedAt: instant(),
    createdAt: createdAt(),
  },
  { sequelize: db, tableName: 'dispositions' },
);

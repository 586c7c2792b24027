import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import type { Work } from '../core/work.js';
import { createdAt, id, integer, json, primaryId, text } from '../db/columns.js';
import { Row } from '../db/row.js';
import { db } from '../db/sequelize.js';
import type { Lead } from './lead.js';

export type LeadEventKind =
  'created' | 'imported' | 'updated' | 'note' | 'call' | 'assigned' | 'moved' | 'converted' | 'deleted' | 'restored';

/** One thing that happened to a lead, as its history shows it. */
export class LeadEvent extends Row<InferAttributes<LeadEvent>, InferCreationAttributes<LeadEvent>> {
  declare id: CreationOptional<number>;
  declare programId: number;
  declare leadId: number;
  declare kind: LeadEventKind;
  /** Who did it; null: the system, a form or a key. */
  declare userId: CreationOptional<number | null>;
  declare note: CreationOptional<string | null>;
  declare dispositionId: CreationOptional<number | null>;
  /** How long the call was. */
  declare seconds: CreationOptional<number | null>;
  declare assigneeId: CreationOptional<number | null>;
  /** Where the lead stood afterwards. */
  declare stage: CreationOptional<string | null>;
  declare substage: CreationOptional<string | null>;
  declare detail: CreationOptional<Record<string, unknown>>;
  declare createdAt: CreationOptional<Date>;
}

LeadEvent.init(
  {
    id: primaryId(),
    programId: id(),
    leadId: id(),
    kind: text(),
    userId: id(),
    note: text(),
    dispositionId: id(),
    seconds: integer(),
    assigneeId: id(),
    stage: text(),
    substage: text(),
    detail: json({ defaultValue: {} }),
    createdAt: createdAt(),
  },
  { sequelize: db, tableName: 'lead_events' },
);

type Told = Partial<Pick<LeadEvent, 'note' | 'dispositionId' | 'seconds' | 'assigneeId' | 'detail'>>;

/** Adds a line to the lead's history. */
export const tell = ({ tx, actor }: Work, lead: Lead, kind: LeadEventKind, told: Told = {}): Promise<LeadEvent> =>
  LeadEvent.create(
    {
      ...told,
      programId: lead.programId,
      leadId: lead.id,
      kind,
      userId: actor.userId,
      stage: lead.stage,
      substage: lead.substage,
    },
    { transaction: tx },
  );

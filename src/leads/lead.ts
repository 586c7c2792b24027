import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { WrongState } from '../core/errors.js';
import { createdAt, flag, id, instant, integer, json, primaryId, text } from '../db/columns.js';
import { Row } from '../db/row.js';
import { db } from '../db/sequelize.js';
import type { Outcome } from './stage.js';

export const leadSources = ['staff', 'api', 'form', 'import', 'install'] as const;
export type LeadSource = (typeof leadSources)[number];

const next: Readonly<Record<Outcome, readonly Outcome[]>> = {
  open: ['open', 'converted', 'lost'],
  lost: ['open', 'lost'],
  converted: [],
};

/** Somebody who may buy. `ownerId` brought the lead, `assignedTo` works on it and sells. */
export class Lead extends Row<InferAttributes<Lead>, InferCreationAttributes<Lead>> {
  declare id: CreationOptional<number>;
  declare programId: number;
  declare name: string;
  declare email: CreationOptional<string | null>;
  /** E.164. */
  declare phone: CreationOptional<string | null>;
  /** Where the lead lives; null: in the program's time zone. */
  declare timeZone: CreationOptional<string | null>;
  declare source: LeadSource;
  /** What the partner's system calls the lead. */
  declare externalId: CreationOptional<string | null>;
  declare stage: string;
  declare substage: string;
  declare status: CreationOptional<Outcome>;
  /** The score of the substage it stands in. */
  declare score: number;
  declare ownerId: CreationOptional<number | null>;
  declare teamId: CreationOptional<number | null>;
  declare assignedTo: CreationOptional<number | null>;
  declare assignedAt: CreationOptional<Date | null>;
  /** When the lead asked to be called. */
  declare callbackAt: CreationOptional<Date | null>;
  /** Not to be tried again before. */
  declare retryAt: CreationOptional<Date | null>;
  declare attempts: CreationOptional<number>;
  declare lastCalledAt: CreationOptional<Date | null>;
  /** Kept in step with the do-not-call list. */
  declare doNotCall: CreationOptional<boolean>;
  /** The lead that was here first with this phone or e-mail. */
  declare duplicateOf: CreationOptional<number | null>;
  /** The visit it came from; that row may be forgotten in time. */
  declare prospectId: CreationOptional<number | null>;
  /** The evidence of who brought the lead, as it was first seen; read when it converts. */
  declare attribution: CreationOptional<Record<string, unknown> | null>;
  declare metadata: CreationOptional<Record<string, unknown>>;
  declare custom: CreationOptional<Record<string, unknown>>;
  declare saleId: CreationOptional<number | null>;
  declare convertedAt: CreationOptional<Date | null>;
  declare deletedAt: CreationOptional<Date | null>;
  declare createdAt: CreationOptional<Date>;

  become(status: Outcome): this {
    const from: Outcome = this.status;
    if (!next[from].includes(status)) throw new WrongState('lead', from, status);
    return this.set({ status });
  }
}

Lead.init(
  {
    id: primaryId(),
    programId: id(),
    name: text(),
    email: text(),
    phone: text(),
    timeZone: text(),
    source: text(),
    externalId: text(),
    stage: text(),
    substage: text(),
    status: text({ defaultValue: 'open' }),
    score: integer(),
    ownerId: id(),
    teamId: id(),
    assignedTo: id(),
    assignedAt: instant(),
    callbackAt: instant(),
    retryAt: instant(),
    attempts: integer({ defaultValue: 0 }),
    lastCalledAt: instant(),
    doNotCall: flag({ defaultValue: false }),
    duplicateOf: id(),
    prospectId: id(),
    attribution: json(),
    metadata: json({ defaultValue: {} }),
    custom: json({ defaultValue: {} }),
    saleId: id(),
    convertedAt: instant(),
    deletedAt: instant(),
    createdAt: createdAt(),
  },
  { sequelize: db, tableName: 'leads' },
);

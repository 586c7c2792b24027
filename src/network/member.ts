import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { WrongState } from '../core/errors.js';
import { createdAt, flag, id, instant, json, primaryId, text } from '../db/columns.js';
import { Row } from '../db/row.js';
import { db } from '../db/sequelize.js';

export const memberStatuses = ['active', 'inactive', 'suspended', 'closed'] as const;
export type MemberStatus = (typeof memberStatuses)[number];

const next: Readonly<Record<MemberStatus, readonly MemberStatus[]>> = {
  active: ['inactive', 'suspended', 'closed'],
  inactive: ['active', 'suspended', 'closed'],
  suspended: ['active', 'inactive', 'closed'],
  closed: [],
};

/** Somebody's place in one program: a person of this install, or someone whom only a partner's system knows. */
export class Member extends Row<InferAttributes<Member>, InferCreationAttributes<Member>> {
  declare id: CreationOptional<number>;
  declare programId: number;
  declare userId: CreationOptional<number | null>;
  /** What the partner's system calls the member. */
  declare externalId: CreationOptional<string | null>;
  /** Who brought the member, wherever he stands; null for a root. */
  declare sponsorId: CreationOptional<number | null>;
  declare status: CreationOptional<MemberStatus>;
  /** Only distributors earn referral bonuses and pairs. */
  declare isDistributor: CreationOptional<boolean>;
  /** Fields that an admin added. */
  declare custom: CreationOptional<Record<string, unknown>>;
  declare joinedAt: Date;
  /** Since when completed payments reach the plan's activation amount; null when they do not. */
  declare activatedAt: CreationOptional<Date | null>;
  declare createdAt: CreationOptional<Date>;

  become(status: MemberStatus): this {
    const from: MemberStatus = this.status;
    if (!next[from].includes(status)) throw new WrongState('member', from, status);
    return this.set({ status });
  }
}

Member.init(
  {
    id: primaryId(),
    programId: id(),
    userId: id(),
    externalId: text(),
    sponsorId: id(),
    status: text({ defaultValue: 'active' }),
    isDistributor: flag({ defaultValue: false }),
    custom: json({ defaultValue: {} }),
    joinedAt: instant(),
    activatedAt: instant(),
    createdAt: createdAt(),
  },
  { sequelize: db, tableName: 'members' },
);

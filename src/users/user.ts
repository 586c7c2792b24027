import type { CreationOptional, InferAttributes, InferCreationAttributes, NonAttribute } from 'sequelize';
import type { Role } from '../core/actor.js';
import { WrongState } from '../core/errors.js';
import { createdAt, instant, integer, primaryId, text } from '../db/columns.js';
import { Row } from '../db/row.js';
import { db } from '../db/sequelize.js';

export const userStatuses = ['active', 'disabled', 'closed'] as const;
export type UserStatus = (typeof userStatuses)[number];
export const languages = ['en', 'hi'] as const;
export type Language = (typeof languages)[number];

const next: Readonly<Record<UserStatus, readonly UserStatus[]>> = {
  active: ['disabled', 'closed'],
  disabled: ['active', 'closed'],
  closed: [],
};

/** A person, install-wide. What proves who they are stands apart, in `user_credentials`. */
export class User extends Row<InferAttributes<User>, InferCreationAttributes<User>> {
  declare id: CreationOptional<number>;
  /** Null for people who signed up by phone, and once closed. */
  declare email: CreationOptional<string | null>;
  declare username: string;
  declare firstName: CreationOptional<string | null>;
  declare lastName: CreationOptional<string | null>;
  /** E.164. */
  declare phone: CreationOptional<string | null>;
  declare role: Role;
  declare status: CreationOptional<UserStatus>;
  declare language: CreationOptional<Language>;
  declare referralCode: string;
  /** Raised whenever what was issued before must stop working at once. */
  declare sessionVersion: CreationOptional<number>;
  declare emailVerifiedAt: CreationOptional<Date | null>;
  declare disabledAt: CreationOptional<Date | null>;
  declare closedAt: CreationOptional<Date | null>;
  declare createdAt: CreationOptional<Date>;

  become(status: UserStatus): this {
    const from: UserStatus = this.status;
    if (!next[from].includes(status)) throw new WrongState('user', from, status);
    return this.set({ status });
  }

  /** Every token, session and reset link issued so far stops working with the next request. */
  endSessions(): this {
    return this.set({ sessionVersion: this.sessionVersion + 1 });
  }

  get displayName(): NonAttribute<string> {
    return [this.firstName, this.lastName].filter(Boolean).join(' ') || this.username;
  }
}

User.init(
  {
    id: primaryId(),
    email: text(),
    username: text(),
    firstName: text(),
    lastName: text(),
    phone: text(),
    role: text(),
    status: text({ defaultValue: 'active' }),
    language: text({ defaultValue: 'en' }),
    referralCode: text(),
    sessionVersion: integer({ defaultValue: 1 }),
    emailVerifiedAt: instant(),
    disabledAt: instant(),
    closedAt: instant(),
    createdAt: createdAt(),
  },
  { sequelize: db, tableName: 'users' },
);

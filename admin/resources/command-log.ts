import { Op } from 'sequelize';
import { programOf } from '../../src/core/policy.js';
import { office } from '../policies.js';
import { AuditEntry } from '../rows/audit-entry.js';
import { resource } from '../support/resource.js';

/** Audit: who ran which command when, with what, and what it changed. */
export const commandLog = resource(AuditEntry, {
  group: 'system',
  icon: 'Shield',
  see: office,
  scope: (actor) => ({ programId: { [Op.or]: [programOf(actor), null] } }),
  title: { sql: `"AuditEntry"."command" || ' ' || "AuditEntry"."id"` },
  list: ['id', 'command', 'userId', 'principal', 'createdAt'],
  show: ['requestId', 'input', 'changes'],
  filters: ['command', 'userId', 'principal', 'createdAt'],
  search: ['command', 'requestId'],
  columns: {
    command: { kind: 'text' },
    userId: { of: 'users' },
    principal: { kind: 'code' },
    requestId: { kind: 'code' },
  },
});

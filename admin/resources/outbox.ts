import { Op } from 'sequelize';
import { programOf } from '../../src/core/policy.js';
import { office } from '../policies.js';
import { OutboxMessage, outboxStatuses } from '../rows/outbox-message.js';
import { resource } from '../support/resource.js';

export const outbox = resource(OutboxMessage, {
  group: 'system',
  icon: 'Mail',
  see: office,
  scope: (actor) => ({ programId: { [Op.or]: [programOf(actor), null] } }),
  title: { sql: `"OutboxMessage"."type" || ' ' || "OutboxMessage"."id"` },
  list: ['id', 'type', 'status', 'attempts', 'commandLogId', 'createdAt', 'deliveredAt'],
  show: ['error', 'payload'],
  filters: ['type', 'status', 'attempts', 'createdAt', 'deliveredAt'],
  search: ['type'],
  columns: {
    type: { kind: 'code' },
    commandLogId: { of: 'command_log' },
    status: { kind: 'status', values: outboxStatuses },
  },
});

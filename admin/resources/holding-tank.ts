import { HoldingTankEntry } from '../../src/network/holding-tank-entry.js';
import { placeMember } from '../../src/network/place-member.js';
import { office } from '../policies.js';
import { programRows } from '../scope.js';
import { commandAction } from '../support/panel-action.js';
import { resource } from '../support/resource.js';

export const holdingTank = resource(HoldingTankEntry, {
  group: 'network',
  icon: 'Inbox',
  see: office,
  scope: programRows,
  title: { sql: `'Entry ' || "HoldingTankEntry"."id"` },
  list: ['memberId', 'enteredAt', 'placedAt', 'placedById'],
  filters: ['memberId', 'enteredAt', 'placedAt'],
  columns: { memberId: { of: 'members' }, placedById: { of: 'users' } },
  sort: { by: 'enteredAt', direction: 'desc' },
  actions: {
    place: commandAction({
      command: placeMember,
      look: 'primary',
      icon: 'GitBranch',
      when: ({ placedAt }) => placedAt === null,
      input: ({ memberId }) => ({ memberId }),
    }),
  },
});

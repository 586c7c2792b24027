import { Prospect } from '../../src/tracking/prospect.js';
import { trafficSeenBy } from '../../src/tracking/scope.js';
import { traffic } from '../policies.js';
import { resource } from '../support/resource.js';

export const prospects = resource(Prospect, {
  group: 'sales',
  icon: 'Eye',
  see: traffic,
  scope: trafficSeenBy,
  title: { sql: `'Prospect ' || "Prospect"."id"` },
  list: ['id', 'createdAt', 'linkId', 'campaignId', 'buyerId', 'device', 'browser', 'referrer', 'isBot'],
  show: ['teamId', 'memberId', 'ip', 'userAgent', 'os', 'visitId', 'metadata'],
  filters: ['createdAt', 'linkId', 'campaignId', 'buyerId', 'teamId', 'memberId', 'isBot'],
  columns: {
    linkId: { of: 'links' },
    campaignId: { of: 'campaigns' },
    buyerId: { of: 'users' },
    teamId: { of: 'teams' },
    memberId: { of: 'members' },
    ip: { kind: 'code' },
    visitId: { kind: 'code' },
  },
  related: [{ resource: 'orders', by: 'prospectId' }],
});

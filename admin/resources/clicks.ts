import { Click } from '../../src/tracking/click.js';
import { trafficSeenBy } from '../../src/tracking/scope.js';
import { traffic } from '../policies.js';
import { resource } from '../support/resource.js';

export const clicks = resource(Click, {
  group: 'tracking',
  icon: 'MousePointer',
  see: traffic,
  scope: trafficSeenBy,
  title: { sql: `'Click ' || "Click"."id"` },
  list: ['createdAt', 'linkId', 'campaignId', 'buyerId', 'device', 'browser', 'isBot'],
  show: ['teamId', 'memberId', 'ip', 'userAgent', 'referrer', 'os', 'params'],
  filters: ['createdAt', 'linkId', 'campaignId', 'buyerId', 'teamId', 'memberId', 'isBot'],
  columns: {
    linkId: { of: 'links' },
    campaignId: { of: 'campaigns' },
    buyerId: { of: 'users' },
    teamId: { of: 'teams' },
    memberId: { of: 'members' },
    ip: { kind: 'code' },
  },
});

import { ReferralToken } from '../../src/tracking/referral-token.js';
import { ownedRowsSeenBy } from '../../src/tracking/scope.js';
import { linkMakers } from '../policies.js';
import { resource } from '../support/resource.js';

/** Visits that were sent; the token itself is the visitor's and is shown to nobody. */
export const referralTokens = resource(ReferralToken, {
  group: 'tracking',
  icon: 'Tag',
  see: linkMakers,
  scope: ownedRowsSeenBy,
  title: { sql: `'Visit ' || "ReferralToken"."id"` },
  list: ['createdAt', 'code', 'memberId', 'ownerId', 'linkId', 'sourceUrl', 'expiresAt'],
  show: ['ip', 'userAgent'],
  filters: ['createdAt', 'memberId', 'ownerId', 'linkId', 'expiresAt'],
  search: ['code', 'sourceUrl'],
  columns: {
    code: { kind: 'code' },
    memberId: { of: 'members' },
    ownerId: { of: 'users' },
    linkId: { of: 'links' },
    ip: { kind: 'code' },
  },
});

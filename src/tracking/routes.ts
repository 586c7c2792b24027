import { z } from 'zod';
import { id } from '../core/parse.js';
import { anyOf, scope } from '../core/policy.js';
import { endpoint } from '../http/endpoint.js';
import { is } from '../http/filter.js';
import { list, pageOf } from '../http/list.js';
import { group } from '../http/route.js';
import { archiveCampaign } from './archive-campaign.js';
import { archiveLink } from './archive-link.js';
import { archivable, Campaign } from './campaign.js';
import { checkReferral } from './check-referral.js';
import { createCampaign } from './create-campaign.js';
import { createLink } from './create-link.js';
import { Link } from './link.js';
import { campaignAnswer, linkAnswer, presentCampaign, presentLink, presentToken, tokenAnswer } from './present.js';
import { ReferralToken } from './referral-token.js';
import { linkKeepers, ownedRowsSeenBy } from './scope.js';
import { updateCampaign } from './update-campaign.js';
import { updateLink } from './update-link.js';

export const referralRoutes = group('referrals');

const readers = anyOf(linkKeepers, scope('referrals:read'));
const status = is('status', z.enum(archivable));

endpoint(referralRoutes, {
  method: 'get',
  path: '/referrals/check',
  summary: 'Whether a token or code would credit somebody now, and whom',
  query: checkReferral,
  answer: z.object({
    valid: z.boolean(),
    referrerId: z.number().nullish(),
    referrerUsername: z.string().nullish(),
    memberId: z.number().nullish(),
    code: z.string().optional(),
    expiresAt: z.date().nullish(),
    sourceUrl: z.string().nullish(),
  }),
});

endpoint(referralRoutes, {
  method: 'get',
  path: '/referrals/links',
  summary: 'List links',
  query: list({
    name: 'links',
    row: Link,
    allow: readers,
    scope: ownedRowsSeenBy,
    filters: { status, campaign_id: is('campaignId', id), member_id: is('memberId', id) },
    present: presentLink,
  }),
  answer: pageOf(linkAnswer),
});

endpoint(referralRoutes, {
  method: 'post',
  path: '/referrals/links',
  summary: 'Make a link',
  command: createLink,
  present: presentLink,
  answer: linkAnswer,
  status: 201,
});

endpoint(referralRoutes, {
  method: 'patch',
  path: '/referrals/links/:linkId',
  summary: 'Change where a link leads, its name or its campaign',
  command: updateLink,
  present: presentLink,
  answer: linkAnswer,
});

endpoint(referralRoutes, {
  method: 'put',
  path: '/referrals/links/:linkId/archival',
  summary: 'Archive a link: it goes on leading somewhere and credits nobody any more',
  command: archiveLink,
  present: presentLink,
  answer: linkAnswer,
});

endpoint(referralRoutes, {
  method: 'get',
  path: '/referrals/tokens',
  summary: 'List the tokens that visits were given',
  query: list({
    name: 'referral-tokens',
    row: ReferralToken,
    allow: readers,
    scope: ownedRowsSeenBy,
    filters: { link_id: is('linkId', id), member_id: is('memberId', id) },
    present: presentToken,
  }),
  answer: pageOf(tokenAnswer),
});

endpoint(referralRoutes, {
  method: 'get',
  path: '/campaigns',
  summary: 'List campaigns',
  query: list({
    name: 'campaigns',
    row: Campaign,
    allow: readers,
    scope: ownedRowsSeenBy,
    filters: { status },
    present: presentCampaign,
  }),
  answer: pageOf(campaignAnswer),
});

endpoint(referralRoutes, {
  method: 'post',
  path: '/campaigns',
  summary: 'Name a campaign',
  command: createCampaign,
  present: presentCampaign,
  answer: campaignAnswer,
  status: 201,
});

endpoint(referralRoutes, {
  method: 'patch',
  path: '/campaigns/:campaignId',
  summary: 'Rename a campaign',
  command: updateCampaign,
  present: presentCampaign,
  answer: campaignAnswer,
});

endpoint(referralRoutes, {
  method: 'put',
  path: '/campaigns/:campaignId/archival',
  summary: 'Archive a campaign; its history stays',
  command: archiveCampaign,
  present: presentCampaign,
  answer: campaignAnswer,
});

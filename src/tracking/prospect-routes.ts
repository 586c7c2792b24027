import { z } from 'zod';
import { endpoint } from '../http/endpoint.js';
import { is } from '../http/filter.js';
import { list, pageOf } from '../http/list.js';
import { group } from '../http/route.js';
import { id } from '../core/parse.js';
import { anyOf, scope } from '../core/policy.js';
import { browserFacts } from './browser-facts.js';
import { Click } from './click.js';
import { clickAnswer, presentClick, presentProspect, prospectAnswer } from './present.js';
import { Prospect } from './prospect.js';
import { recordProspect } from './record-prospect.js';
import { tokenFromCookie } from './referral-cookie.js';
import { linkKeepers, trafficSeenBy } from './scope.js';
import { visitLimit } from './visit-limit.js';

export const prospectRoutes = group('prospects');

endpoint(prospectRoutes, {
  method: 'post',
  path: '/prospects',
  summary: 'Record a prospect; sent again with the same visit_id it stays one',
  query: recordProspect,
  filled: ['browser'],
  input: (request) => ({
    browser: { ...browserFacts(request), cookie: tokenFromCookie(request.headers.cookie) },
  }),
  answer: z.object({ id: z.number() }),
  status: 201,
  limits: [visitLimit],
  crossOrigin: true,
});

const readers = anyOf(linkKeepers, scope('referrals:read'));
const filters = { buyer_id: is('buyerId', id), link_id: is('linkId', id), campaign_id: is('campaignId', id) };

endpoint(prospectRoutes, {
  method: 'get',
  path: '/prospects',
  summary: "List prospects: one's own, a team lead's team's, or all for owners and admins",
  query: list({
    name: 'prospects',
    row: Prospect,
    allow: readers,
    scope: trafficSeenBy,
    filters,
    present: presentProspect,
  }),
  answer: pageOf(prospectAnswer),
});

endpoint(prospectRoutes, {
  method: 'get',
  path: '/clicks',
  summary: 'List clicks of links',
  query: list({ name: 'clicks', row: Click, allow: readers, scope: trafficSeenBy, filters, present: presentClick }),
  answer: pageOf(clickAnswer),
});

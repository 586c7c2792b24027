import { z } from 'zod';
import { system } from '../core/actor.js';
import { programOf, roles } from '../core/policy.js';
import { endpoint } from '../http/endpoint.js';
import type { Limit } from '../http/limit.js';
import { list, pageOf } from '../http/list.js';
import { publicUrl } from '../http/public-url.js';
import { rawRoute } from '../http/raw-route.js';
import { group } from '../http/route.js';
import { requestIdOf } from '../http/who-asks.js';
import { paramsIn } from '../tracking/browser-facts.js';
import { PostbackSource } from './postback-source.js';
import { archivePostbackSource, createPostbackSource } from './postback-sources.js';
import { receivePostback } from './receive-postback.js';

export const postbackRoutes = group('postbacks');

const limit: Limit = { name: 'postbacks', points: 600, seconds: 60, by: 'address' };

rawRoute(postbackRoutes, {
  method: 'get',
  path: '/postback/:key',
  summary: 'A tracker tells what became of a click: click_id or subid, status, tid, payout, currency, status maps',
  input: z.strictObject({ key: z.string() }),
  limits: [limit],

  async handle({ request, response, input: { key } }) {
    const { query } = request;
    const told = await receivePostback(system(), { apiKey: key, query, params: paramsIn(query) }, requestIdOf(request));
    response.set('Cache-Control', 'no-store').status(told === 'parked' ? 202 : 200);
    response.type('text').send(told === 'parked' ? 'PARKED' : 'OK');
  },
});

const sourceAnswer = z.object({
  id: z.number(),
  name: z.string(),
  keyPrefix: z.string(),
  status: z.enum(['active', 'archived']),
  createdAt: z.date(),
});

const presentSource = ({ id, name, keyPrefix, status, createdAt }: PostbackSource) => ({
  id,
  name,
  keyPrefix,
  status,
  createdAt,
});

endpoint(postbackRoutes, {
  method: 'post',
  path: '/postback-sources',
  summary: 'Give a tracker an address of its own; the address is shown once',
  command: createPostbackSource,
  present: ({ source, key }) => ({ ...presentSource(source), url: publicUrl(`/postback/${key}`) }),
  answer: sourceAnswer.extend({ url: z.string() }),
  status: 201,
});

endpoint(postbackRoutes, {
  method: 'get',
  path: '/postback-sources',
  summary: 'List trackers',
  query: list({
    name: 'postback-sources',
    row: PostbackSource,
    allow: roles('owner', 'admin'),
    scope: (actor) => ({ programId: programOf(actor) }),
    present: presentSource,
  }),
  answer: pageOf(sourceAnswer),
});

endpoint(postbackRoutes, {
  method: 'put',
  path: '/postback-sources/:sourceId/archival',
  summary: "Archive a tracker's address",
  command: archivePostbackSource,
  present: presentSource,
  answer: sourceAnswer,
});

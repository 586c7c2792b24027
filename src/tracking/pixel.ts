import { z } from 'zod';
import { rawRoute } from '../http/raw-route.js';
import { group } from '../http/route.js';
import { recorded } from './arrive.js';
import { browserFacts, codeIn } from './browser-facts.js';
import { lossyText } from './lossy-text.js';

import { tokenFromCookie } from './referral-cookie.js';
import { storeProspect } from './store-prospects.js';
import { visitLimited } from './visit-limit.js';

export const pixels = group('prospects');

const gif = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');

rawRoute(pixels, {
  method: 'get',
  path: '/t/p.gif',
  summary: 'Record a prospect from a page that cannot run scripts: a transparent 1x1 GIF',
  input: z.strictObject({}),
  limits: [],
  crossOrigin: true,

  async handle({ request, response }) {
    const { query } = request;
    const record = () =>
      storeProspect({
        ...browserFacts(request),
        programId: null,
        visitId: lossyText(query['visit_id'], 100),
        code: codeIn(query),
        token: lossyText(query['referral_token'], 64) ?? tokenFromCookie(request.headers.cookie),
        metadata: {},
      });
    if (request.method !== 'HEAD') await recorded(response, () => visitLimited(request, record));
    response.set('Cache-Control', 'no-store').type('gif').send(gif);
  },
});

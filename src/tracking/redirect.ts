import { z } from 'zod';
import { rawRoute } from '../http/raw-route.js';
import { group } from '../http/route.js';
import { arrive, recorded } from './arrive.js';
import type { Arrived } from './arrive.js';
import { destinationFault, destinationWith } from './destination.js';
import { visitLimited } from './visit-limit.js';

export const redirects = group('links');

rawRoute(redirects, {
  method: 'get',
  path: '/r/:code',
  summary: 'Follow a link: the click is stored, the visitor gets a token and goes on to where the link leads',
  input: z.strictObject({ code: z.string() }),
  limits: [],

  async handle({ request, response, input: { code } }) {
    const arrived = await recorded(response, () =>
      visitLimited(request, () => arrive('redirect', code, request, response)),
    );
    response.set('Cache-Control', 'no-store');
    response.redirect(302, arrived ? placeFor(arrived) : '/');
  },
});

/** The hosts that links may lead to can have changed since the link was made. */
function placeFor({ referrer: { destination, code }, visit }: Arrived): string {
  if (destinationFault(destination)) return '/';
  if (!visit) return destination;
  const { token, clickId } = visit;
  return destinationWith(destination, token && clickId ? { referral_token: token, click_id: clickId } : { ref: code });
}

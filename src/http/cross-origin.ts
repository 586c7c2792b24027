import type { Request, RequestHandler } from 'express';
import { Refusal } from '../core/errors.js';

/**
 * Refuses a request that a browser sent from another site. Browsers say so in `Sec-Fetch-Site`, older ones only in
 * `Origin`; a form of our own pages always has one of the two.
 */
export function refuseCrossOrigin(request: Request): void {
  const site = request.get('Sec-Fetch-Site');
  const isOwn = site === undefined ? isOwnOrigin(request) : site === 'same-origin' || site === 'none';
  if (!isOwn) throw new Refusal('cross_origin', 'This came from another site.');
}

function isOwnOrigin(request: Request): boolean {
  const origin = request.get('Origin');
  return origin !== undefined && URL.canParse(origin) && new URL(origin).host === request.get('Host');
}

/** Lets scripts of any site call a door that needs no sign-in and knows no cookies. */
export const openToAllSites: RequestHandler = (request, response, next) => {
  response.set({ 'Access-Control-Allow-Origin': '*', 'Cross-Origin-Resource-Policy': 'cross-origin' });
  if (request.method !== 'OPTIONS') {
    next();
    return;
  }
  response.set({
    'Access-Control-Allow-Methods': 'GET, POST',
    'Access-Control-Allow-Headers': 'Content-Type',
    'Access-Control-Max-Age': '86400',
  });
  response.status(204).end();
};

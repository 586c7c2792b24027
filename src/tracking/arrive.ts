import type { Request, Response } from 'express';
import { env } from '../../config/env.js';
import { logger } from '../../config/logger.js';
import { browserFacts, codeIn, hasConsent, paramsIn } from './browser-facts.js';
import { findReferrer } from './find-referrer.js';
import type { Referrer } from './find-referrer.js';
import { referralCookie, tokenFromCookie } from './referral-cookie.js';
import { storeVisit } from './visit.js';
import type { Visit } from './visit.js';

/** Somebody who came with a code: who sent him, and his stored visit unless the code credits nobody. */
export interface Arrived {
  referrer: Referrer;
  visit: Visit | null;
}

/** Stores a visit that a code brought and gives the browser its cookie; an unknown code changes nothing. */
export async function arrive(
  kind: 'redirect' | 'landing',
  code: string | null,
  request: Request,
  response: Response,
): Promise<Arrived | null> {
  const referrer = await findReferrer(code);
  if (!referrer) return null;
  if (!referrer.isActive || request.method === 'HEAD') return { referrer, visit: null };
  const visit = await storeVisit(referrer, {
    kind,
    ...browserFacts(request),
    cookieToken: tokenFromCookie(request.headers.cookie),
    params: paramsIn(request.query),
    hasConsent: hasConsent(request.query),
  });
  if (visit.token) response.append('Set-Cookie', referralCookie(visit.token, visit.maxAgeSeconds, isSecure(request)));
  return { referrer, visit };
}

/** On any landing page: `?ref=`, `?referral=` or `?referrer=` makes a visit. */
export const arriveOnPage = (request: Request, response: Response): Promise<Arrived | null> =>
  arrive('landing', codeIn(request.query), request, response);

const isSecure = (request: Request): boolean => env.BASE_URL.startsWith('https:') || request.secure;

/** Runs what records a visit. A visitor is never turned away because it failed: then the answer says so in a header. */
export async function recorded<R>(response: Response, record: () => Promise<R>): Promise<R | null> {
  try {
    return await record();
  } catch (error) {
    logger.warn({ reason: error instanceof Error ? error.message : 'unknown' }, 'a visit could not be recorded');
    response.set('X-Recorded', '0');
    return null;
  }
}

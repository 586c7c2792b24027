import { isIP } from 'node:net';
import type { Request } from 'express';
import { lossyText } from './lossy-text.js';
import type { BrowserFacts } from './visit.js';

/** What a request's connection and headers say, made storable; nothing in it can make a visit fail. */
export function browserFacts(request: Request): BrowserFacts {
  const address = request.ip?.split('%')[0] ?? '';
  return {
    ip: isIP(address) ? address : null,
    userAgent: lossyText(request.headers['user-agent'], 1000),
    referrer: lossyText(request.headers.referer, 2000),
  };
}

const codeNames = ['ref', 'referral', 'referrer'] as const;

/** The referral code that an address carries under one of its three names. */
export const codeIn = (query: Readonly<Record<string, unknown>>): string | null =>
  codeNames.map((name) => query[name]).find((value): value is string => typeof value === 'string' && value !== '') ??
  null;

const params_max = 30;

/** What else an address carries, such as sub ids: so many, so long. */
export function paramsIn(query: Readonly<Record<string, unknown>>): Record<string, string> {
  const named = Object.entries(query).flatMap(([name, value]) => {
    const [key, text] = [lossyText(name, 50), lossyText(Array.isArray(value) ? value[0] : value, 200)];
    return key !== null && text !== null ? [[key, text] as const] : [];
  });
  return Object.fromEntries(named.slice(0, params_max));
}

/** `consent=0`: the visitor did not agree to be recognised. */
export const hasConsent = (query: Readonly<Record<string, unknown>>): boolean => query['consent'] !== '0';

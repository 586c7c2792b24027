import { randomBytes } from 'node:crypto';
import type { RequestHandler, Response } from 'express';
import helmet from 'helmet';
import { env } from '../../config/env.js';

const nonces = new WeakMap<object, string>();

/** The nonce that this answer's own scripts and styles carry; nothing inline runs without it. */
export function nonceOf(response: Response): string {
  const nonce = nonces.get(response) ?? randomBytes(16).toString('base64');
  nonces.set(response, nonce);
  return nonce;
}

const isHttps = env.BASE_URL.startsWith('https:');
const own = ["'self'", (_request: unknown, response: unknown) => `'nonce-${nonceOf(response as Response)}'`] as const;

/** Headers of every answer but the panel's, which sets its own. */
export const securityHeaders: RequestHandler = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'self'"],
      scriptSrc: [...own],
      styleSrc: [...own],
      imgSrc: ["'self'", 'data:'],
      objectSrc: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
    },
  },
  strictTransportSecurity: isHttps ? { maxAge: 31_536_000 } : false,
  crossOriginOpenerPolicy: isHttps,
  originAgentCluster: isHttps,
  /** Other sites learn nothing; our own forms keep their Origin. */
  referrerPolicy: { policy: 'same-origin' },
});

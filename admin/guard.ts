import express from 'express';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import helmet from 'helmet';
import { env } from '../config/env.js';
import { Refusal } from '../src/core/errors.js';
import { nonceOf } from '../src/http/security.js';

// What a request must pass before anything of AdminJS sees it. `panel.ts` puts these in their order.

export const securityHeaders: RequestHandler = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'self'"],
      scriptSrc: [(_request, response) => `'nonce-${nonceOf(response as Response)}'`],
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:'],
      fontSrc: ["'self'"],
      connectSrc: ["'self'"],
      objectSrc: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
    },
  },
  referrerPolicy: { policy: 'same-origin' },
  strictTransportSecurity: env.BASE_URL.startsWith('https:') ? { maxAge: 31_536_000 } : false,
  crossOriginOpenerPolicy: env.BASE_URL.startsWith('https:'),
  originAgentCluster: env.BASE_URL.startsWith('https:'),
});

const formType = 'application/x-www-form-urlencoded';
/** Forms that a page without scripts sends; everything else speaks JSON, and nothing takes files. */
const formPaths = new Set(['/login', '/logout', '/program', '/appearance']);

/** Only GET, HEAD and POST; a POST says what it is and is small. Nothing is read yet. */
export const refuseOddRequests: RequestHandler = (request, _response, next) => {
  if (!['GET', 'HEAD', 'POST'].includes(request.method))
    return next(new Refusal('not_found', 'There is no such page.'));
  if (request.method !== 'POST') return next();
  const wanted = formPaths.has(request.path) ? formType : 'application/json';
  if (!request.is(wanted)) return next(new Refusal('unsupported_media_type', `Send this as ${wanted}.`));
  if (Number(request.get('content-length') ?? 0) > limitOf(request))
    return next(new Refusal('too_large', 'This is too long.'));
  next();
};

/** Commands that take a whole file; their text comes as JSON like everything else. */
const files = /^\/api\/resources\/(imports\/actions\/import|payout_batches\/records\/\d+\/importAnswer)$/;

const limitOf = ({ path }: Request): number => (files.test(path) ? 12_000_000 : 65_536);

/** A POST must come from a page of this very site: cookies alone prove nothing. */
export const refuseOtherOrigins: RequestHandler = (request, _response, next) => {
  next(
    request.method !== 'POST' || isSameOrigin(request)
      ? undefined
      : new Refusal('cross_origin', 'Refused: this came from another site.'),
  );
};

function isSameOrigin(request: Request): boolean {
  const site = request.get('sec-fetch-site');
  if (site !== undefined && site !== 'same-origin') return false;
  const origin = request.get('origin');
  return origin === undefined ? site === 'same-origin' : ownHosts(request).includes(hostOf(origin));
}

const ownHosts = (request: Request): (string | undefined)[] =>
  [request.get('host'), hostOf(env.BASE_URL)].filter((host) => host !== undefined);

const hostOf = (url: string): string | undefined => (URL.canParse(url) ? new URL(url).host : undefined);

const knownParameters =
  /^(id|q|sortBy|direction|page|perPage|after|before|last|from|to|tab|input|recordIds|filters\.\w+(~~(from|to))?)$/;

/** A parameter that nothing reads is a mistake or an attempt; either way it is refused by name. */
export const refuseUnknownParameters: RequestHandler = (request, _response, next) => {
  const { searchParams } = new URL(request.originalUrl, 'http://panel');
  const names = [...searchParams.keys()];
  const unknown = names.find((name) => !knownParameters.test(name));
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (unknown !== undefined)
    return next(new Refusal('unknown_parameter', `There is no parameter "${unknown.slice(0, 60)}".`));
  if (twice !== undefined) return next(new Refusal('malformed', `"${twice}" stands there twice.`));
  next();
};

/** The one body parser, after everything above; AdminJS finds the result where its own parser would have put it. */
export const readBody: RequestHandler[] = [
  (request, response, next) => express.json({ limit: limitOf(request), strict: true })(request, response, next),
  express.urlencoded({ limit: '16kb', extended: false, parameterLimit: 20 }),
  (request: Request & { fields?: unknown }, _response: Response, next: NextFunction) => {
    request.fields = request.body ?? {};
    next();
  },
];

import { STATUS_CODES } from 'node:http';
import type { ErrorRequestHandler, Request } from 'express';
import { Refusal } from '../core/errors.js';
import type { FieldFault } from '../core/errors.js';
import { translate } from '../core/translate-error.js';
import { tellStanding } from './limit-headers.js';
import { TooMany } from './limit.js';
import { refusalOfParser } from './parser-fault.js';
import { requestIdOf } from './who-asks.js';

/** The body of every error answer: RFC 9457, `application/problem+json`. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  instance: string;
  code: string;
  request_id: string;
  errors?: { pointer: string; code: string; message: string }[];
  [fact: string]: unknown;
}

/** Turns whatever went wrong into an answer, once. A bug is logged and says nothing to the outside. */
export const answerFault: ErrorRequestHandler = (fault: unknown, request, response, next) => {
  if (response.headersSent) {
    next(fault);
    return;
  }
  const refusal = asRefusal(fault);
  if (refusal.status >= 500) request.log.error({ err: fault }, refusal.code);
  if (refusal instanceof TooMany) tellStanding(response, [refusal.standing]);
  const { retryAfterSeconds } = refusal.details;
  if (retryAfterSeconds !== undefined) response.set('Retry-After', String(retryAfterSeconds));
  if (refusal.status === 401) response.set('WWW-Authenticate', 'Bearer');
  response
    .status(refusal.status)
    .type('application/problem+json')
    .send(JSON.stringify(problemOf(refusal, request)));
};

function asRefusal(fault: unknown): Refusal {
  const known = refusalOfParser(fault) ?? translate(fault);
  return known instanceof Refusal ? known : new Refusal('internal', 'Something went wrong on our side.');
}

function problemOf({ code, status, message, details }: Refusal, request: Request): Problem {
  return {
    ...details.facts,
    type: `urn:upline:${code}`,
    title: STATUS_CODES[status] ?? code,
    status,
    detail: message,
    instance: request.originalUrl.split('?')[0] ?? '/',
    code,
    request_id: requestIdOf(request),
    ...(details.faults ? { errors: details.faults.map(asError) } : {}),
  };
}

const asError = ({ path, code, message }: FieldFault) => ({ pointer: pointerOf(path), code, message });

/** RFC 6901: `['items', 0, 'a/b']` -> `/items/0/a~1b`. */
const pointerOf = (path: readonly (string | number)[]): string =>
  path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

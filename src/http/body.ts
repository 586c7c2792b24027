import express from 'express';
import type { RequestHandler } from 'express';
import { Refusal } from '../core/errors.js';
import type { Route } from './route.js';

/** Reads a request's body as its route takes it: so much and no more, of the one type, unpacked size counted. */
export function readBody({ takes, bodyLimit }: Route): RequestHandler[] {
  if (takes === 'nothing') return [];
  if (takes === 'json') return [onlyOf('application/json'), express.json({ limit: bodyLimit, strict: true })];
  const form = 'application/x-www-form-urlencoded';
  return [onlyOf(form), express.urlencoded({ limit: bodyLimit, extended: false, parameterLimit: 200 })];
}

const onlyOf =
  (type: string): RequestHandler =>
  (request, _response, proceed) => {
    if (hasBody(request.headers) && !request.is(type)) {
      throw new Refusal('unsupported_media_type', `Send the body as ${type}.`);
    }
    proceed();
  };

const hasBody = (headers: Readonly<Record<string, unknown>>): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

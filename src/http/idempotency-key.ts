import type { Request } from 'express';
import { Refusal } from '../core/errors.js';
import type { Route } from './route.js';
import { whoAsks } from './who-asks.js';

const acceptable = /^[\x21-\x7e]{1,255}$/;

/** The request's Idempotency-Key, or null where none was sent, the route keeps none, or nobody known asks. */
export function idempotencyKeyOf(request: Request, { idempotent }: Route): string | null {
  const { kind } = whoAsks(request);
  if (idempotent === 'none' || kind === 'visitor') return null;
  const key = request.get('Idempotency-Key');
  if (key === undefined && idempotent === 'required') {
    throw new Refusal('idempotency_key_required', 'Send an Idempotency-Key, so that this can never happen twice.');
  }
  if (key !== undefined && !acceptable.test(key)) {
    throw new Refusal('malformed', 'An Idempotency-Key is 1 to 255 visible ASCII characters.');
  }
  return key ?? null;
}

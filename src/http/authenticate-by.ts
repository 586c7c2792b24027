import type { RequestHandler } from 'express';
import { consume, standard } from './limit.js';
import { rememberWhoAsks } from './who-asks.js';
import type { Authenticate } from './who-asks.js';

/** Notes who asks. Tokens and keys that do not hold count against the address they come from. */
export const authenticateBy =
  (authenticate: Authenticate): RequestHandler =>
  async (request, _response, next) => {
    try {
      rememberWhoAsks(request, await authenticate(request));
    } catch (fault) {
      await consume({ ...standard, by: 'address' }, request);
      throw fault;
    }
    next();
  };

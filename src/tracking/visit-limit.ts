import type { Request } from 'express';
import { addressPrefix } from '../http/address-prefix.js';
import { consumeFor } from '../http/limit.js';
import type { Limit } from '../http/limit.js';
import { whoAsks } from '../http/who-asks.js';

/** Visits of one network; a partner's server, which speaks for many visitors, is not limited. */
export const visitLimit: Limit = { name: 'visits', points: 600, seconds: 60, by: counted };

function counted(request: Request): string | null {
  const { kind, scopes } = whoAsks(request);
  const isPartner = kind === 'key' && scopes.includes('prospects:write');
  return isPartner ? null : `address:${addressPrefix(request.ip)}`;
}

/** The same for doors that must answer a visitor whatever happens: over the limit they record nothing. */
export async function visitLimited<R>(request: Request, record: () => Promise<R>): Promise<R> {
  const who = counted(request);
  if (who !== null) await consumeFor(visitLimit, who);
  return record();
}

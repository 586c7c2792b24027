import type { Actor } from '../core/actor.js';
import { actorOf } from './actor-of.js';
import { programOfAudience } from './program-key.js';
import { asClaims } from './tokens.js';
import { User } from './user.js';

/**
 * Whom the claims of a signed access token name, read afresh: someone disabled, closed, demoted or signed out since
 * it was issued is nobody, and so is everyone in a program that does not exist. Null for nobody.
 */
export async function actorOfClaims(payload: unknown): Promise<Actor | null> {
  const claims = asClaims('access', payload);
  if (!claims) return null;
  const [user, programId] = await Promise.all([User.findByPk(claims.userId), programOfAudience(claims.audience)]);
  const isCurrent = user?.status === 'active' && user.sessionVersion === claims.sessionVersion;
  return isCurrent && programId !== undefined ? actorOf(user, programId) : null;
}

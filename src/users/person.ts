import type { Actor } from '../core/actor.js';
import { NotAllowed } from '../core/errors.js';

/** The id of the person who asks; keys, visitors and the system are nobody in particular. */
export function personOf({ kind, userId }: Actor): number {
  if (kind !== 'person' || userId === null) throw new NotAllowed('Only a person can do this.');
  return userId;
}

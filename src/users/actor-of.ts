import type { Actor } from '../core/actor.js';
import type { User } from './user.js';

/** The person as whoever asks, in one program. */
export const actorOf = (user: User, programId: number | null): Actor => ({
  kind: 'person',
  userId: user.id,
  name: user.displayName,
  role: user.role,
  scopes: [],
  programId,
  keyId: null,
});

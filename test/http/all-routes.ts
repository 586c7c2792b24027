import { roleNames, system } from '../../src/core/actor.js';
import type { Actor, Role, Scope } from '../../src/core/actor.js';
import type { Route } from '../../src/http/route.js';
import { groups } from '../../src/routes.js';

// What the tests that go through every door have in common.

export const routes: readonly Route[] = groups.flatMap((group) => group.routes);

/** `POST /api/v1/sales` */
export const nameOf = ({ method, path }: Route): string => `${method.toUpperCase()} ${path}`;

const nobody: Actor = { ...system(), kind: 'visitor', name: 'visitor' };

export const visitorIn = (programId: number): Actor => ({ ...nobody, programId });

export const personWith = (role: Role, programId: number, userId = 1): Actor => ({
  ...nobody,
  kind: 'person',
  name: role,
  userId,
  role,
  programId,
});

export const keyWith = (scopes: Scope[], programId: number, userId = 1): Actor => ({
  ...nobody,
  kind: 'key',
  name: 'key',
  userId,
  keyId: 1,
  scopes,
  programId,
});

/** Everyone who could ask, by the words of the policy table. */
export const cast = (programId: number): Readonly<Record<string, Actor>> => ({
  visitor: visitorIn(programId),
  'key without scopes': keyWith([], programId),
  ...Object.fromEntries(roleNames.map((role) => [role, personWith(role, programId)])),
});

/** Somebody whom the route lets in, in the place of that user. */
export function whoMay({ allow }: Route, programId: number, userId: number): Actor {
  const [first = ''] = allow.allows;
  if (first === 'anyone') return visitorIn(programId);
  if (first.startsWith('key:')) return keyWith([first.slice(4) as Scope], programId, userId);
  return personWith(first === 'signed in' ? 'owner' : (first as Role), programId, userId);
}

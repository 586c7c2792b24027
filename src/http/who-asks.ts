import type { Request } from 'express';
import { visitor } from '../core/actor.js';
import type { Actor } from '../core/actor.js';

/** Finds out who sends a request; a token or key that does not hold is refused, none at all is a visitor. */
export type Authenticate = (request: Request) => Promise<Actor>;

const actors = new WeakMap<Request, Actor>();

export const rememberWhoAsks = (request: Request, actor: Actor): void => void actors.set(request, actor);

/** The actor of this request; a visitor until authentication has run. */
export const whoAsks = (request: Request): Actor => actors.get(request) ?? visitor();

/** Given by the caller or made here; the log, the audit and every error answer carry it. */
export const requestIdOf = (request: Request): string => (typeof request.id === 'string' ? request.id : '');

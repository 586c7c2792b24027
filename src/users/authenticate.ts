import type { Request, Response } from 'express';
import jwt from 'jsonwebtoken';
import type { Actor } from '../core/actor.js';
import { visitor } from '../core/actor.js';
import { Refusal } from '../core/errors.js';
import { defaultProgramId } from './program-key.js';
import { keyIn, strategies } from './strategies.js';

/** Who sends a request, by API key or access token; without either, a visitor of the default program. */
export async function authenticate(request: Request): Promise<Actor> {
  if (keyIn(request) !== null) return proved('api-key', request);
  if (request.get('Authorization') !== undefined) return proved('jwt', request);
  return visitor(await visitedProgram());
}

function proved(way: 'api-key' | 'jwt', request: Request): Promise<Actor> {
  return new Promise((resolve, reject) => {
    const settle = (fault: unknown, actor: Actor | false | null, reason: unknown): void => {
      if (fault) reject(asError(fault));
      else if (actor) resolve(actor);
      else reject(notProved(reason));
    };
    const ask = strategies.authenticate(way, { session: false }, settle) as (
      request: Request,
      response: Response,
    ) => void;
    ask(request, request.res as Response);
  });
}

const notProved = (reason: unknown): Refusal =>
  reason instanceof jwt.TokenExpiredError
    ? new Refusal('token_expired', 'This access token has expired; refresh it.')
    : new Refusal('bad_credentials', 'This token or key is not valid.');

const asError = (fault: unknown): Error => (fault instanceof Error ? fault : new Error(String(fault)));

let known: number | null = null;

/** Looked up until there is one; an install's default program does not change. */
async function visitedProgram(): Promise<number | null> {
  known ??= await defaultProgramId();
  return known;
}

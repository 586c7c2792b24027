import type { Actor, Role, Scope } from './actor.js';
import { NotAllowed, Refusal } from './errors.js';

/** Who may: a test over the actor, with the words that the policy table and the panel show. */
export interface Policy {
  (actor: Actor): boolean;
  readonly allows: readonly string[];
}

const policy = (allows: readonly string[], test: (actor: Actor) => boolean): Policy => Object.assign(test, { allows });

/** People with one of these roles. */
export const roles = (...names: Role[]): Policy =>
  policy(names, ({ kind, role }) => kind === 'person' && role !== null && names.includes(role));

/** Keys with this scope. */
export const scope = (name: Scope): Policy =>
  policy([`key:${name}`], ({ kind, scopes }) => kind === 'key' && scopes.includes(name));

export const anyOf = (...choices: Policy[]): Policy =>
  policy(
    choices.flatMap(({ allows }) => allows),
    (actor) => choices.some((choice) => choice(actor)),
  );

export const signedIn = policy(['signed in'], ({ kind }) => kind === 'person');
export const anyone = policy(['anyone'], () => true);
/** Only jobs, seeds and other features; no door opens it to people or keys. */
export const systemOnly = policy([], () => false);

/** Refuses an actor whom the policy does not allow; the system may do everything. */
export function authorise(allow: Policy, actor: Actor): void {
  if (actor.kind === 'system' || allow(actor)) return;
  if (actor.kind === 'visitor') throw new Refusal('sign_in_required', 'Sign in, or send an API key.');
  throw new NotAllowed();
}

/** The program the actor works in; most commands need one. */
export function programOf(actor: Actor): number {
  if (actor.programId === null) throw new NotAllowed('Choose a program first.');
  return actor.programId;
}

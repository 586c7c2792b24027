import type { Transaction } from 'sequelize';
import type { Actor } from './actor.js';
import type { Event, EventOf, EventType } from './events.js';

/** What a command hands to the plain functions that commands share. */
export interface Work {
  readonly tx: Transaction;
  /** The transaction's start, by the database's clock. */
  readonly now: Date;
  readonly actor: Actor;
  emit(event: Event): void;
}

/** Reacts inside the emitting command's own transaction; a refusal or a bug here undoes the whole command. */
export type Listener<T extends EventType> = (work: Work, event: EventOf<T>) => Promise<void>;
export type Consequences = { readonly [T in EventType]?: readonly Listener<T>[] };

let installed: Consequences | undefined;

/** Says who listens to what; `src/consequences.ts` is the one list. */
export function installConsequences(consequences: Consequences): void {
  installed = consequences;
}

/** Runs the listeners of every event, those that listeners emit included; returns all events in order. */
export async function settle(work: Omit<Work, 'emit'>, events: Event[]): Promise<Event[]> {
  if (!installed) throw new Error('No consequences are installed: import src/consequences.ts at the entry point.');
  const emit = (event: Event): void => void events.push(event);
  for (const event of events) {
    for (const listener of listenersOf(installed, event.type)) await listener({ ...work, emit }, event);
  }
  return events;
}

/** The map's key is the event's type, which the type system cannot carry through a lookup. */
const listenersOf = (map: Consequences, type: EventType): readonly Listener<EventType>[] =>
  (map[type] ?? []) as readonly Listener<EventType>[];

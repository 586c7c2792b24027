import type { z } from 'zod';
import type { Actor } from './actor.js';
import { principal } from './actor.js';
import { write } from './command-log.js';
import type { Event } from './events.js';
import { claim, fingerprintOf } from './idempotency.js';
import type { Answer } from './idempotency.js';
import { parse } from './parse.js';
import { authorise } from './policy.js';
import type { Policy } from './policy.js';
import { transaction } from './transaction.js';
import { settle } from './work.js';
import type { Work } from './work.js';

export interface CommandSpec<Input extends z.ZodType, Result> {
  /** `<row>.<verb>`, as the audit shows it. */
  name: string;
  input: Input;
  allow: Policy;
  /** Hashing and other slow work that must not hold a transaction: runs after the checks, before BEGIN. */
  prepare?(input: z.output<Input>, actor: Actor): Promise<z.output<Input>>;
  run(work: Work & { input: z.output<Input> }): Promise<Result>;
}

export interface Once<Result> {
  key: string;
  answer(result: Result): Answer;
}

/** The one way to change data. Calling it parses, authorises, runs in one transaction and logs. */
export interface Command<Input extends z.ZodType = z.ZodType, Result = unknown> extends CommandSpec<Input, Result> {
  (actor: Actor, input: z.input<Input>, requestId?: string): Promise<Result>;
  /** The same under an Idempotency-Key: a twin gets the first one's answer. */
  once(actor: Actor, input: unknown, once: Once<Result>, requestId?: string): Promise<Answer & { replayed: boolean }>;
}

export function command<Input extends z.ZodType, Result>(spec: CommandSpec<Input, Result>): Command<Input, Result> {
  const call = async (actor: Actor, raw: unknown, requestId?: string): Promise<Result> => {
    const input = await admit(spec, actor, raw);
    return transaction(async (tx, now) => {
      const { result, events } = await perform(spec, { tx, now, actor }, input);
      await write({ command: spec.name, actor, input: raw, requestId: requestId ?? null, events, answer: null }, tx);
      return result;
    });
  };

  const once: Command<Input, Result>['once'] = async (actor, raw, { key, answer }, requestId) => {
    const input = await admit(spec, actor, raw);
    const request = { principal: principal(actor), key, fingerprint: fingerprintOf(spec.name, raw) };
    return transaction(async (tx, now) => {
      const row = await claim(request, tx);
      if ('answer' in row) return { ...row.answer, replayed: true };
      const { result, events } = await perform(spec, { tx, now, actor }, input);
      const given = answer(result);
      await write(
        {
          command: spec.name,
          actor,
          input: raw,
          requestId: requestId ?? null,
          events,
          answer: { ...given, id: row.id },
        },
        tx,
      );
      return { ...given, replayed: false };
    });
  };

  return define(call, { ...spec, once });
}

async function admit<Input extends z.ZodType, Result>(
  { allow, input: schema, prepare }: CommandSpec<Input, Result>,
  actor: Actor,
  raw: unknown,
): Promise<z.output<Input>> {
  authorise(allow, actor);
  const input = parse(schema, raw);
  return prepare ? prepare(input, actor) : input;
}

async function perform<Input extends z.ZodType, Result>(
  { run }: CommandSpec<Input, Result>,
  context: Omit<Work, 'emit'>,
  input: z.output<Input>,
): Promise<{ result: Result; events: Event[] }> {
  const events: Event[] = [];
  const result = await run({ ...context, emit: (event) => void events.push(event), input });
  return { result, events: await settle(context, events) };
}

/** A function's own `name` is read-only, so the properties are defined rather than assigned. */
function define<Target extends object, Extra extends object>(target: Target, extra: Extra): Target & Extra {
  for (const [key, value] of Object.entries(extra)) Object.defineProperty(target, key, { value, enumerable: true });
  return target as Target & Extra;
}

import type { z } from 'zod';
import type { Actor } from './actor.js';
import { parse } from './parse.js';
import { authorise } from './policy.js';
import type { Policy } from './policy.js';

export interface QuerySpec<Input extends z.ZodType, Result> {
  name: string;
  input: Input;
  allow: Policy;
  run(request: { input: z.output<Input>; actor: Actor }): Promise<Result>;
}

/** A read for a screen or a report: parses, authorises, reads; changes nothing. */
export interface Query<Input extends z.ZodType = z.ZodType, Result = unknown> extends Omit<
  QuerySpec<Input, Result>,
  'name'
> {
  (actor: Actor, input: z.input<Input>): Promise<Result>;
  readonly queryName: string;
}

export function query<Input extends z.ZodType, Result>(spec: QuerySpec<Input, Result>): Query<Input, Result> {
  const { name, ...rest } = spec;
  const call = async (actor: Actor, raw: unknown): Promise<Result> => {
    authorise(spec.allow, actor);
    return spec.run({ input: parse(spec.input, raw), actor });
  };
  return Object.assign(call, rest, { queryName: name });
}

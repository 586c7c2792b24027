import type { Request, Response } from 'express';
import { z } from 'zod';
import { isProduction } from '../../config/env.js';
import type { Command } from '../core/command.js';
import type { Answer as Reply } from '../core/idempotency.js';
import { authorise } from '../core/policy.js';
import type { Query } from '../core/query.js';
import { idempotencyKeyOf } from './idempotency-key.js';
import { asQueryFault, readInput } from './input.js';
import { plainRoute } from './route.js';
import type { Method, Route, RouteGroup } from './route.js';
import { requestIdOf, whoAsks } from './who-asks.js';
import { inWireNames, toWire } from './wire.js';
import { plainSchemas } from './wire-schema.js';

type Target<Input extends z.ZodType, Result> =
  { command: Command<Input, Result>; query?: never } | { query: Query<Input, Result>; command?: never };

type Options = Partial<Pick<Route, 'status' | 'filled' | 'limits' | 'essential' | 'crossOrigin' | 'bodyLimit'>>;

export type EndpointSpec<Input extends z.ZodType, Result, Answer extends z.ZodType> = Target<Input, Result> & {
  method: Method;
  /** Under /api/v1, with the input's own names: `/orders/:orderId`. */
  path: string;
  summary: string;
  /** What the caller gets. Its schema decides what leaves: nothing undeclared does. `nothing` answers 204. */
  answer: Answer;
  present?: (result: Result) => z.input<Answer>;
  /** Parts of the input that the door takes from the request itself; they are named in `filled` too. */
  input?: (request: Request) => Record<string, unknown>;
  /** Required where money leaves; none where the answer holds a secret, which must not be kept. */
  idempotency?: 'required' | 'none';
} & Options;

/** The answer of an endpoint that has nothing to say: 204. */
export const nothing: z.ZodType = z.null();

/** Opens a command or a query to HTTP under /api/v1, and to the OpenAPI document. */
export function endpoint<Input extends z.ZodType, Result, Answer extends z.ZodType>(
  group: RouteGroup,
  spec: EndpointSpec<Input, Result, Answer>,
): void {
  const { command, query, answer, present: _present, input: _input, idempotency, ...options } = spec;
  const { allow, input } = command ?? query;
  refuseLoose(spec.path, input);
  const route: Route = {
    ...plainRoute,
    status: answer === nothing ? 204 : 200,
    takes: spec.method === 'get' ? 'nothing' : 'json',
    idempotent: command && spec.method === 'post' ? (idempotency ?? 'allowed') : 'none',
    ...options,
    group: group.name,
    path: `/api/v1${spec.path}`,
    allow,
    input,
    answer,
    handle: (request, response) => handle(request, response, route, spec),
  };
  group.routes.push(route);
}

async function handle<Input extends z.ZodType, Result, Answer extends z.ZodType>(
  request: Request,
  response: Response,
  route: Route,
  spec: EndpointSpec<Input, Result, Answer>,
): Promise<void> {
  const { status, body, replayed } = await perform(request, route, spec).catch((fault: unknown) => {
    throw asQueryFault(inWireNames(route.input ?? nothing, fault), route);
  });
  if (replayed) response.set('Idempotency-Replayed', 'true');
  response.status(status);
  if (status === 204) response.end();
  else response.json(body);
}

async function perform<Input extends z.ZodType, Result, Answer extends z.ZodType>(
  request: Request,
  route: Route,
  spec: EndpointSpec<Input, Result, Answer>,
): Promise<Reply & { replayed: boolean }> {
  const reply = (result: Result): Reply => ({ status: route.status, body: presented(spec, result) });
  const actor = whoAsks(request);
  authorise(route.allow, actor);
  const input = readInput(request, route, spec.input?.(request)) as z.input<Input>;
  const key = idempotencyKeyOf(request, route);
  const requestId = requestIdOf(request);
  if (spec.query) return { ...reply(await spec.query(actor, input)), replayed: false };
  if (key !== null) return spec.command.once(actor, input, { key, answer: reply }, requestId);
  return { ...reply(await spec.command(actor, input, requestId)), replayed: false };
}

function presented<Input extends z.ZodType, Result, Answer extends z.ZodType>(
  { answer, present }: EndpointSpec<Input, Result, Answer>,
  result: Result,
): unknown {
  if (answer === nothing) return null;
  const body: unknown = present ? present(result) : result;
  if (!isProduction) answer.parse(body);
  return toWire(answer, body);
}

/** An input that lets unknown keys pass would hide a caller's mistake, or worse. */
function refuseLoose(path: string, input: z.ZodType): void {
  const objects = plainSchemas(input);
  const isStrict = objects.every(
    ({ _zod }) => (_zod as z.core.$ZodObject['_zod']).def.catchall?._zod.def.type === 'never',
  );
  if (!isStrict) throw new Error(`The input of ${path} must be a z.strictObject.`);
}

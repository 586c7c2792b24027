import type { Request, Response } from 'express';
import type { z } from 'zod';
import type { Actor } from '../core/actor.js';
import { parse } from '../core/parse.js';
import { anyone, authorise } from '../core/policy.js';
import type { Policy } from '../core/policy.js';
import { refuseCrossOrigin } from './cross-origin.js';
import { asQueryFault, countedQuery, readInput } from './input.js';
import { plainRoute } from './route.js';
import type { Method, Route, RouteGroup } from './route.js';
import { whoAsks } from './who-asks.js';
import { inWireNames } from './wire.js';

export interface Visit<Input> {
  request: Request;
  response: Response;
  actor: Actor;
  input: Input;
}

export interface RawRouteSpec<Input extends z.ZodType> extends Partial<
  Pick<Route, 'hidden' | 'limits' | 'takes' | 'bodyLimit' | 'essential' | 'crossOrigin'>
> {
  method: Method;
  /** The whole path: `/r/:code`. */
  path: string;
  summary: string;
  /** Anyone, unless said otherwise. */
  allow?: Policy;
  input: Input;
  handle: (visit: Visit<z.output<Input>>) => Promise<void> | void;
}

/** A door that writes its own answer: a redirect, an image, a stream, an older system's own shapes. */
export function rawRoute<Input extends z.ZodType>(group: RouteGroup, spec: RawRouteSpec<Input>): void {
  const { handle, allow = anyone, ...rest } = spec;
  const route: Route = {
    ...plainRoute,
    ...rest,
    group: group.name,
    allow,
    takes: spec.takes ?? (spec.method === 'get' ? 'nothing' : 'json'),
    async handle(request, response) {
      const actor = whoAsks(request);
      authorise(allow, actor);
      if (route.takes === 'form') refuseCrossOrigin(request);
      await handle({ request, response, actor, input: inputOf(request, route, spec.input) });
    },
  };
  group.routes.push(route);
}

function inputOf<Input extends z.ZodType>(request: Request, route: Route, schema: Input): z.output<Input> {
  try {
    const query = route.method === 'get' ? countedQuery(request, route) : undefined;
    return parse(schema, readInput(request, route, {}, query));
  } catch (fault) {
    throw asQueryFault(inWireNames(schema, fault), route);
  }
}

import type { Request, Response } from 'express';
import type { z } from 'zod';
import type { Policy } from '../core/policy.js';
import { standard } from './limit.js';
import type { Limit } from './limit.js';

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** One way in: what the router, the OpenAPI document, the policy table and the tests know about it. */
export interface Route {
  readonly group: string;
  readonly method: Method;
  /** As Express writes it, with camelCase parameters: `/api/v1/orders/:orderId`. */
  readonly path: string;
  readonly summary: string;
  /** Left out of the OpenAPI document. */
  readonly hidden: boolean;
  readonly allow: Policy;
  /** What path, query string and body together must be, in TypeScript's names. */
  readonly input: z.ZodType | null;
  /** Keys of the input that the door fills by itself; callers may not send them. */
  readonly filled: readonly string[];
  readonly answer: z.ZodType | null;
  readonly status: number;
  readonly takes: 'json' | 'form' | 'nothing';
  readonly bodyLimit: string;
  readonly limits: readonly Limit[];
  readonly idempotent: 'none' | 'allowed' | 'required';
  /** Money routes are the last to be refused when the process is overloaded. */
  readonly essential: boolean;
  /** May be called by scripts of other sites; only for doors that need no sign-in. */
  readonly crossOrigin: boolean;
  handle: (request: Request, response: Response) => Promise<void>;
}

/** The routes of one feature; `src/routes.ts` lists all groups. */
export interface RouteGroup {
  readonly name: string;
  readonly routes: Route[];
}

/** Starts a feature's list of routes; its name is the tag in the OpenAPI document. */
export const group = (name: string): RouteGroup => ({ name, routes: [] });

/** What a route is where its kind and its author say nothing else. */
export const plainRoute = {
  hidden: false,
  input: null,
  filled: [],
  answer: null,
  status: 200,
  takes: 'nothing',
  bodyLimit: '64kb',
  limits: [standard],
  idempotent: 'none',
  essential: false,
  crossOrigin: false,
} as const satisfies Partial<Route>;

/** The names after the colons: `/orders/:orderId` -> `['orderId']`. */
export const pathParameters = (path: string): string[] => [...path.matchAll(/:(\w+)/g)].map(([, name]) => name ?? '');

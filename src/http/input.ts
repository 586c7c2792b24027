import type { Request } from 'express';
import { Invalid, Refusal } from '../core/errors.js';
import type { FieldFault } from '../core/errors.js';
import type { Route } from './route.js';
import { pathParameters } from './route.js';
import { refuseUnsafe } from './safe.js';
import { fromWire, unknownKey } from './wire.js';
import { fieldsOf, plainSchemas, wireName } from './wire-schema.js';

/** Path parameters, query string (GET) or body (others), and what the door fills in: one input, in the schema's names. */
export function readInput(request: Request, route: Route, filled: Parts = {}, query: Parts = request.query): unknown {
  if (!route.input) return {};
  const sent = sentBy(request, route, query);
  const fromPath = Object.fromEntries(Object.entries(request.params).map(([key, value]) => [wireName(key), value]));
  refuseUnsafe({ ...sent, ...fromPath });
  refuseReserved(sent, [...pathParameters(route.path), ...route.filled]);
  return { ...(fromWire(route.input, { ...sent, ...fromPath }) as object), ...filled };
}

type Parts = Readonly<Record<string, unknown>>;

function sentBy(request: Request, route: Route, query: Parts): Parts {
  if (route.method === 'get') return { ...query };
  const [unknown] = Object.keys(query);
  if (unknown !== undefined) throw new UnknownParameter([unknownKey([unknown])]);
  const body: unknown = request.body ?? {};
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body as Parts;
  throw new Invalid([{ path: [], code: 'invalid_type', message: 'is not an object' }]);
}

/** What the path or the door says cannot be said again by the caller. */
function refuseReserved(sent: object, keys: readonly string[]): void {
  const names = keys.map(wireName).filter((name) => name in sent);
  if (names.length > 0) throw new Invalid(names.map((name) => unknownKey([name])));
}

export class UnknownParameter extends Refusal {
  constructor(faults: FieldFault[]) {
    super('unknown_parameter', `Unknown: ${faults.map(({ path }) => path.join('.')).join(', ')}.`, { faults });
  }
}

/** Faults of a query string are 400: unknown names, and values that a known name cannot have. */
export function asQueryFault(fault: unknown, route: Route): unknown {
  if (route.method !== 'get' || !(fault instanceof Invalid)) return fault;
  const faults = fault.details.faults ?? [];
  if (faults.some(({ code }) => code === 'unknown_key')) return new UnknownParameter(faults);
  const inPath = pathParameters(route.path).map(wireName);
  if (faults.some(({ path }) => inPath.includes(String(path[0])))) return fault;
  return new Refusal('malformed', fault.message, fault.details);
}

/** Of a query string what counts: pages are reached through links on which others hang parameters of their own. */
export function countedQuery(request: Request, route: Route): Parts {
  if (route.path.startsWith('/api/')) return request.query;
  const names = route.input ? fieldsOf(plainSchemas(route.input)) : new Map<string, unknown>();
  return Object.fromEntries(Object.entries(request.query).filter(([name]) => names.has(name)));
}

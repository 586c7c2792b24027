import type { ActionRequest } from 'adminjs';
import { z } from 'zod';
import { Refusal } from '../../src/core/errors.js';
import type { Wish } from './read.js';

const text = z.string().max(2000);
const schema = z
  .object({
    q: text,
    sortBy: text,
    direction: z.enum(['asc', 'desc']).catch('desc'),
    after: text,
    before: text,
    last: z.literal('1'),
  })
  .partial();

/** What a list's query string asks for; the guard has already refused names that no list knows. */
export function wishOf({ query = {} }: ActionRequest): Wish {
  const { last, ...rest } = read(query);
  return { ...rest, filters: filtersIn(query), last: last === '1' };
}

function read(query: Record<string, unknown>): z.output<typeof schema> {
  const parsed = schema.safeParse(query);
  if (parsed.success) return parsed.data;
  throw new Refusal('malformed', `The parameter "${String(parsed.error.issues[0]?.path[0])}" cannot be read.`);
}

const prefix = 'filters.';

function filtersIn(query: Record<string, unknown>): Record<string, string> {
  const given = Object.entries(query).filter(
    (entry): entry is [string, string] => entry[0].startsWith(prefix) && typeof entry[1] === 'string',
  );
  return Object.fromEntries(
    given.filter(([, value]) => value !== '').map(([key, value]) => [key.slice(prefix.length), value]),
  );
}

/** How many rows a page holds. */
export const perPageOf = ({ query = {} }: ActionRequest): number => {
  const wanted = Number(query['perPage'] ?? 25);
  return Number.isInteger(wanted) && wanted > 0 ? Math.min(wanted, 100) : 25;
};

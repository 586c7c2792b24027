import { z } from 'zod';
import { parse } from '../../src/core/parse.js';
import type { Person } from '../person.js';

const number = z
  .string()
  .regex(/^\d{1,15}$/, 'is not an id')
  .transform(Number)
  .optional();

const wish = z.object({
  tree: z.enum(['placement', 'sponsor']).default('placement'),
  /** Whom it is about. */
  id: number,
  after: z.string().max(500).optional(),
  /** How many levels above the member the picture begins. */
  lift: z.coerce.number().int().min(0).max(2).default(2),
  q: z.string().max(100).default(''),
});

export type Wish = z.output<typeof wish>;

export type Reading = (person: Person, wish: Wish) => Promise<unknown>;

/** What the address asks for, under the names that every screen's address knows. */
export const wishOf = (query: Readonly<Record<string, string>>): Wish =>
  parse(wish, {
    tree: query['tab'],
    id: query['id'],
    after: query['after'],
    lift: query['filters.lift'],
    q: query['q'],
  });

/** The one it is about, for readings that are about somebody. */
export const aboutWhom = ({ id }: Wish): number => parse(z.object({ id: z.number() }), { id }).id;

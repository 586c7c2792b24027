import type { PageContext } from 'adminjs';
import { home } from '../src/reports/home.js';
import type { Board } from '../src/reports/board.js';
import { NotAllowed } from '../src/core/errors.js';
import type { Person } from './person.js';

interface HomeRequest {
  query: Readonly<Record<string, string | undefined>>;
}

/** The figures of the person's own home, over the asked days. */
export async function readHome({ query }: HomeRequest, _response: unknown, context: PageContext): Promise<Board> {
  const person = context.currentAdmin as Person | undefined;
  if (!person) throw new NotAllowed();
  const { from, to } = query;
  return home(person.actor, { ...(from && { from }), ...(to && { to }) });
}

import type { PageContext } from 'adminjs';
import type { Person } from './person.js';

/** The figures of the person's own home. */
export const readHome = async (
  _request: unknown,
  _response: unknown,
  { currentAdmin }: PageContext,
): Promise<unknown> => {
  const person = currentAdmin as Person | undefined;
  await Promise.resolve();
  return { tiles: [], charts: [], lists: [], role: person?.role };
};

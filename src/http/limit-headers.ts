import type { RequestHandler, Response } from 'express';
import { consume } from './limit.js';
import type { Limit, Standing } from './limit.js';
import type { Route } from './route.js';

/** Counts a request against the limits of its route: those by who asks before its body is read, the others after. */
export const countAgainst = ({ limits }: Route, moment: 'before body' | 'after body'): RequestHandler[] => {
  const counted = limits.filter(({ by }) => (typeof by === 'function') === (moment === 'after body'));
  return counted.length === 0 ? [] : [counter(counted)];
};

const counter =
  (limits: readonly Limit[]): RequestHandler =>
  async (request, response, next) => {
    const standings = await Promise.all(limits.map((limit) => consume(limit, request)));
    tellStanding(
      response,
      standings.filter((standing) => standing !== null),
    );
    next();
  };

/** `RateLimit` and `RateLimit-Policy`: what applies, and what is left of it. */
export function tellStanding(response: Response, standings: readonly Standing[]): void {
  for (const { limit, quota, remaining, resetSeconds } of standings) {
    response.append('RateLimit-Policy', `"${limit.name}";q=${String(quota)};w=${String(limit.seconds)}`);
    response.append('RateLimit', `"${limit.name}";r=${String(remaining)};t=${String(resetSeconds)}`);
  }
}

import type { Span } from './span.js';

// SQL that reports share: how people, members, money and ages are written in a cell.

export const personName = `coalesce(nullif(trim(concat_ws(' ', users.first_name, users.last_name)), ''), users.username)`;

/** Of `members` left-joined to `users`. */
export const memberName = `coalesce(${personName}, members.external_id, 'Member ' || members.id)`;

/** Minor units as "59.00 USD". */
export const money = (minor: string): string =>
  `to_char((${minor})::numeric / 100, 'FM999999999999990.00') || ' ' || $currency`;

/** "today", "1 day", "5 days" since a moment. */
export const age = (at: string): string => `(SELECT CASE days WHEN 0 THEN 'today' WHEN 1 THEN '1 day'
  ELSE days || ' days' END FROM (SELECT floor(extract(epoch FROM now() - ${at}) / 86400)::int AS days) AS since)`;

/** A day and a minute on the program's clock. */
export const moment = (at: string): string => `to_char(${at} AT TIME ZONE $zone, 'YYYY-MM-DD HH24:MI')`;

/** The panel's list of a table, narrowed: `{ status: 'pending' }`. */
export function rowsOf(table: string, filters: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams(Object.entries(filters).map(([name, value]) => [`filters.${name}`, value]));
  return `/admin/resources/${table}${query.size > 0 ? `?${query.toString()}` : ''}`;
}

/** The days of a span as filters on an instant. */
export const within = (column: string, { first, last }: Span): Record<string, string> => ({
  [`${column}~~from`]: first,
  [`${column}~~to`]: last,
});

/** In SQL: the panel's page of one row. */
export const rowHref = (table: string, id: string): string =>
  `'/admin/resources/${table}/records/' || ${id} || '/show'`;

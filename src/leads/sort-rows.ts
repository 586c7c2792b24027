import { setImmediate as breathe } from 'node:timers/promises';
import type { CountryCode } from 'libphonenumber-js';
import { refused } from './lead-file.js';
import type { FileRow } from './lead-file.js';
import type { RefusedRow } from './lead-import.js';
import { readLeadRow } from './lead-row.js';
import type { LeadRow } from './lead-row.js';

/** A row to take, and where it stood. */
export interface Candidate extends LeadRow {
  file: FileRow;
}

export interface Sorted {
  candidates: Candidate[];
  refused: RefusedRow[];
}

const atOnce = 500;

/** Tells the rows that can be taken from those that cannot; of twins within the file the first is taken. */
export async function sortRows(rows: readonly FileRow[], country: CountryCode | null): Promise<Sorted> {
  const sorted: Sorted = { candidates: [], refused: [] };
  const lineOf = new Map<string, number>();
  for (const [index, file] of rows.entries()) {
    // Fifty thousand phone numbers take a while; other requests have their turn in between.
    if (index % atOnce === atOnce - 1) await breathe();
    const row = readLeadRow(file, country);
    const reason = typeof row === 'string' ? row : twinIn(lineOf, row, file.line);
    if (typeof row === 'string' || reason) sorted.refused.push(refused(file, reason ?? ''));
    else sorted.candidates.push({ ...row, file });
  }
  return sorted;
}

/** Why the row is a twin of an earlier one; otherwise notes it. */
function twinIn(lineOf: Map<string, number>, row: LeadRow, line: number): string | undefined {
  const contacts = contactsOf(row);
  const twin = contacts.map((contact) => lineOf.get(contact)).find((earlier) => earlier !== undefined);
  if (twin !== undefined) return `same phone or e-mail as line ${String(twin)}`;
  for (const contact of contacts) lineOf.set(contact, line);
  return undefined;
}

export const contactsOf = ({ phone, email }: Pick<LeadRow, 'phone' | 'email'>): string[] =>
  [phone, email].filter((contact) => contact !== null);

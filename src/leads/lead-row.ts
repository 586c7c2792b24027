import type { CountryCode } from 'libphonenumber-js';
import { isTimeZone } from '../core/period.js';
import type { FileRow } from './lead-file.js';
import type { Standing } from './old-status.js';
import { standingOf } from './old-status.js';
import { normalisePhone } from './phone.js';

/** What a row of a file says of a lead. */
export interface LeadRow {
  name: string;
  email: string | null;
  phone: string | null;
  timeZone: string | null;
  standing: Standing | null;
  /** The columns that we have no name for. */
  metadata: Record<string, string>;
}

const known = new Set(['name', 'email', 'phone', 'time_zone', 'status']);

/** Reads one row, or says why not; pure. */
export function readLeadRow({ cells }: FileRow, country: CountryCode | null): LeadRow | string {
  const row: LeadRow = {
    name: cellOf(cells, 'name') ?? '',
    email: cellOf(cells, 'email')?.toLowerCase() ?? null,
    phone: readIf(cellOf(cells, 'phone'), (written) => normalisePhone(written, country)),
    timeZone: cellOf(cells, 'time_zone'),
    standing: readIf(cellOf(cells, 'status'), (word) => standingOf(word) ?? null),
    metadata: rest(cells),
  };
  const texts = Object.entries(cells).flat();
  return faultsOf(row, cells).find(([isFault]) => isFault)?.[1] ?? (texts.every(isStorable) ? row : unstorable);
}

const unstorable = 'characters that cannot be stored';

const faultsOf = (
  { name, email, phone, timeZone, standing }: LeadRow,
  cells: FileRow['cells'],
): [boolean, string][] => [
  [name === '', 'missing name'],
  [name.length > 200 || (email?.length ?? 0) > 254, 'too long'],
  [email !== null && !/^[^\s@]+@[^\s@]+$/.test(email), 'not an e-mail address'],
  [phone === null && cellOf(cells, 'phone') !== null, 'not a phone number'],
  [timeZone !== null && !isTimeZone(timeZone), 'not a known time zone'],
  [standing === null && cellOf(cells, 'status') !== null, 'not a known status'],
];

/** Null for a cell that is empty or missing. */
const cellOf = (cells: FileRow['cells'], column: string): string | null => cells[column]?.normalize('NFC') || null;

const readIf = <T>(text: string | null, read: (text: string) => T | null): T | null =>
  text === null ? null : read(text);

const isStorable = (text: string): boolean => !text.includes('\0') && !/\p{Surrogate}/u.test(text);

const rest = (cells: Record<string, string>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(cells)
      .filter(([column, cell]) => !known.has(column) && cell !== '')
      .slice(0, 50)
      .map(([column, cell]) => [column.slice(0, 100), cell.slice(0, 2000)]),
  );

import { CsvError, parse } from 'csv-parse';
import type { Options } from 'csv-parse';
import { invalidField } from '../core/errors.js';
import type { RefusedRow } from './lead-import.js';

/** One row of a file as it stands there: the line it begins on, and its cells by their column's name. */
export interface FileRow {
  line: number;
  cells: Record<string, string>;
}

export const mostRows = 50_000;

/** The columns we know, by what people call them. */
const names: Readonly<Record<string, string>> = {
  full_name: 'name',
  e_mail: 'email',
  email_address: 'email',
  phone_number: 'phone',
  mobile: 'phone',
  timezone: 'time_zone',
};

const columnName = (written: string): string => {
  const name = written
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
  return names[name] ?? name;
};

/** Reads a CSV text with a header. The whole file is refused when it is no CSV, has no name column or is too long. */
export async function readLeadFile(csv: string): Promise<FileRow[]> {
  const rows: FileRow[] = [];
  try {
    for await (const { record, info } of parse(csv, options) as AsyncIterable<Parsed>) {
      if (rows.length === mostRows) throw tooLong();
      rows.push({ line: info.lines, cells: record });
    }
  } catch (error) {
    throw error instanceof CsvError ? notCsv(error) : error;
  }
  const [first] = rows;
  if (first && !('name' in first.cells)) throw invalidField('csv', 'has no column named "name"');
  return rows;
}

const options: Options = {
  bom: true,
  columns: (header: string[]) => header.map(columnName),
  info: true,
  relax_column_count: true,
  skip_empty_lines: true,
  trim: true,
  max_record_size: 100_000,
};

interface Parsed {
  record: Record<string, string>;
  info: { lines: number };
}

const tooLong = () => invalidField('csv', `has more than ${String(mostRows)} rows`);
const notCsv = ({ message }: Error) => invalidField('csv', `is not a table of values separated by commas: ${message}`);

/** A row that is not taken, as it stood in the file but for what no text can hold. */
export function refused({ line, cells }: FileRow, reason: string): RefusedRow {
  const entries = Object.entries(cells).map((entry) => entry.map(mended) as [string, string]);
  return { line, reason, row: Object.fromEntries(entries) };
}

/** Half characters come out of a buffer as the sign for "unreadable"; NUL becomes the same. */
const mended = (text: string): string => Buffer.from(text).toString().replaceAll('\0', '\uFFFD');

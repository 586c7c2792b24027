import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { FileRefused } from './file-refused.js';
import { fieldOf, shown, textOf } from './field.js';
import type { Field } from './field.js';
import { splitLine } from './split-line.js';

/** Which columns a file has; the optional ones may be left out of the header. */
export interface CsvShape<Column extends string> {
  required: readonly Column[];
  optional?: readonly Column[];
}

/** One row: gives the field of a column, empty where the column is left out. Valid until the next row. */
export type Fields<Column extends string> = (column: Column) => Field;

const chunkBytes = 1 << 20;
const [newline, carriageReturn] = [10, 13];

/** How many rows a file can hold at most, given the bytes of its shortest valid row. */
export function mostRows(path: string, shortestRow: number): number {
  const file = openOrRefuse(path);
  const { size } = fstatSync(file);
  closeSync(file);
  return Math.ceil(size / shortestRow) + 1;
}

/** Reads a file row by row without keeping it; columns may stand in any order. `line` counts from 1 at the header. */
export function readCsv<Column extends string>(
  path: string,
  shape: CsvShape<Column>,
  take: (fields: Fields<Column>, line: number) => void,
): void {
  const empty = fieldOf('');
  let places: Map<string, number> | undefined;
  let cells: Field[] = [];
  const fields: Fields<Column> = (column) => cells[places?.get(column) ?? -1] ?? empty;
  readLines(path, (row, line) => {
    const refuse = (reason: string): never => {
      throw new FileRefused(path, line, reason);
    };
    const count = splitLine(row, cells, refuse);
    if (!places) {
      places = readHeader(cells, shape, refuse);
      cells = cells.slice(0, count);
    } else if (count !== places.size) {
      refuse(`has ${count} fields where the header has ${places.size}`);
    } else take(fields, line);
  });
  if (!places) throw new FileRefused(path, 1, 'has no header');
}

/** Opens a file that is one: a pipe has no size to make room by, and a folder has no rows. */
function openOrRefuse(path: string): number {
  const file = openAny(path);
  if (fstatSync(file).isFile()) return file;
  closeSync(file);
  throw new FileRefused(path, null, 'is not a file');
}

function openAny(path: string): number {
  try {
    return openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch {
    throw new FileRefused(path, null, 'cannot be read');
  }
}

/** Every line that is not empty, as the bytes between its ends. */
function readLines(path: string, take: (row: Field, line: number) => void): void {
  const file = openOrRefuse(path);
  try {
    let buffer = Buffer.allocUnsafe(chunkBytes);
    let [held, line] = [0, 0];
    for (;;) {
      if (held === buffer.length) buffer = Buffer.concat([buffer], buffer.length * 2);
      const read = readSync(file, buffer, held, buffer.length - held, null);
      const end = held + read;
      let start = 0;
      for (let at = buffer.indexOf(newline); at !== -1 && at < end; at = buffer.indexOf(newline, start)) {
        takeLine({ bytes: buffer, start, end: at }, ++line, take);
        start = at + 1;
      }
      if (read === 0) {
        takeLine({ bytes: buffer, start, end }, ++line, take);
        return;
      }
      buffer.copyWithin(0, start, end);
      held = end - start;
    }
  } finally {
    closeSync(file);
  }
}

function takeLine(row: Field, line: number, take: (row: Field, line: number) => void): void {
  if (row.end > row.start && row.bytes[row.end - 1] === carriageReturn) row.end--;
  if (line === 1 && isByteOrderMark(row)) row.start += 3;
  if (row.end > row.start) take(row, line);
}

const isByteOrderMark = ({ bytes, start, end }: Field): boolean =>
  end - start >= 3 && bytes[start] === 0xef && bytes[start + 1] === 0xbb && bytes[start + 2] === 0xbf;

function readHeader<Column extends string>(
  cells: readonly Field[],
  { required, optional = [] }: CsvShape<Column>,
  refuse: (reason: string) => never,
): Map<string, number> {
  const row = cells.map(textOf);
  const known = new Set<string>([...required, ...optional]);
  const unknown = row.find((column) => !known.has(column));
  if (unknown !== undefined) refuse(`unknown column ${shown(unknown)}`);
  const doubled = row.find((column, place) => row.indexOf(column) < place);
  if (doubled !== undefined) refuse(`column "${doubled}" stands twice`);
  const missing = required.find((column) => !row.includes(column));
  if (missing !== undefined) refuse(`column "${missing}" is missing`);
  return new Map(row.map((column, place) => [column, place]));
}

import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import { FileRefused } from './file-refused.js';

/** Which columns a file has; the optional ones may be left out of the header. */
export interface CsvShape<Column extends string> {
  required: readonly Column[];
  optional?: readonly Column[];
}

/** One row: reads a field by its column, empty where the column is left out. */
export type Fields<Column extends string> = (column: Column) => string;

const chunkBytes = 1 << 20;

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
  let places: Map<string, number> | undefined;
  let row: readonly string[] = [];
  const fields: Fields<Column> = (column) => row[places?.get(column) ?? -1] ?? '';
  readLines(path, (text, line) => {
    row = splitRow(text, path, line);
    if (!places) {
      places = readHeader(row, shape, path);
      return;
    }
    if (row.length !== places.size) {
      throw new FileRefused(path, line, `has ${row.length} fields where the header has ${places.size}`);
    }
    take(fields, line);
  });
  if (!places) throw new FileRefused(path, 1, 'has no header');
}

function openOrRefuse(path: string): number {
  try {
    return openSync(path, 'r');
  } catch {
    throw new FileRefused(path, null, 'cannot be read');
  }
}

/** Every line that is not empty, without its end. */
function readLines(path: string, take: (text: string, line: number) => void): void {
  const file = openOrRefuse(path);
  const decoder = new StringDecoder('utf8');
  const chunk = Buffer.allocUnsafe(chunkBytes);
  let rest = '';
  let line = 0;
  const handle = (text: string): void => {
    line++;
    const bare = text.endsWith('\r') ? text.slice(0, -1) : text;
    if (bare !== '') take(line === 1 ? bare.replace(/^\uFEFF/, '') : bare, line);
  };
  try {
    for (let bytes = readSync(file, chunk); bytes > 0; bytes = readSync(file, chunk)) {
      const lines = (rest + decoder.write(chunk.subarray(0, bytes))).split('\n');
      rest = lines.pop() ?? '';
      lines.forEach(handle);
    }
    handle(rest + decoder.end());
  } finally {
    closeSync(file);
  }
}

function splitRow(text: string, path: string, line: number): readonly string[] {
  return text.includes('"') ? splitQuoted(text, path, line) : text.split(',');
}

/** Fields in double quotes, where a doubled quote stands for one; a field never spans lines here. */
function splitQuoted(text: string, path: string, line: number): string[] {
  const row: string[] = [];
  const field = /(?:"((?:[^"]|"")*)"|([^",]*))(,|$)/y;
  for (let end = ','; end === ',';) {
    const found = field.exec(text);
    if (!found) throw new FileRefused(path, line, 'has a quote where none can stand');
    row.push(found[1]?.replaceAll('""', '"') ?? found[2] ?? '');
    end = found[3] ?? '';
  }
  return row;
}

function readHeader<Column extends string>(
  row: readonly string[],
  { required, optional = [] }: CsvShape<Column>,
  path: string,
): Map<string, number> {
  const refuse = (reason: string): never => {
    throw new FileRefused(path, 1, reason);
  };
  const known = new Set<string>([...required, ...optional]);
  const unknown = row.find((column) => !known.has(column));
  if (unknown !== undefined) refuse(`unknown column "${unknown}"`);
  const doubled = row.find((column, place) => row.indexOf(column) < place);
  if (doubled !== undefined) refuse(`column "${doubled}" stands twice`);
  const missing = required.find((column) => !row.includes(column));
  if (missing !== undefined) refuse(`column "${missing}" is missing`);
  return new Map(row.map((column, place) => [column, place]));
}

import { fieldOf, textOf } from './field.js';
import type { Field } from './field.js';

const [comma, quote] = [44, 34];

/** Splits a row into cells, which are used again for every row; returns how many fields the row has. */
export function splitLine(row: Field, cells: Field[], refuse: (reason: string) => never): number {
  const { bytes, end } = row;
  let count = 0;
  let start = row.start;
  for (let at = row.start; at <= end; at++) {
    if (at < end && bytes[at] === quote) return splitQuoted(row, cells, refuse);
    if (at < end && bytes[at] !== comma) continue;
    setCell(cells, count++, { bytes, start, end: at });
    start = at + 1;
  }
  return count;
}

function setCell(cells: Field[], place: number, { bytes, start, end }: Field): void {
  const cell = cells[place];
  if (!cell) {
    cells[place] = { bytes, start, end };
    return;
  }
  cell.bytes = bytes;
  cell.start = start;
  cell.end = end;
}

/** Fields in double quotes, where a doubled quote stands for one; a field never spans lines here. */
function splitQuoted(row: Field, cells: Field[], refuse: (reason: string) => never): number {
  const text = textOf(row);
  const field = /(?:"((?:[^"]|"")*)"|([^",]*))(,|$)/y;
  let count = 0;
  for (let end = ','; end === ',';) {
    const found = field.exec(text) ?? refuse('has a quote where none can stand');
    setCell(cells, count++, fieldOf(found[1]?.replaceAll('""', '"') ?? found[2] ?? ''));
    end = found[3] ?? '';
  }
  return count;
}

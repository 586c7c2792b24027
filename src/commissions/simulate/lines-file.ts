import { labelOf } from '../engine/calendar.js';
import { reasonsOf, sourceTypes } from '../engine/lines.js';
import type { Lines, SourceType } from '../engine/lines.js';
import type { Network } from '../engine/network.js';
import { orderBy } from '../engine/order.js';
import type { Sales } from '../engine/sales.js';
import { CsvWriter } from './csv-writer.js';

const header = 'beneficiary,kind,level,source,base,quantity,amount,reason';

/** Members and sales that lines name by their places. */
export interface Named {
  network: Network;
  sales: Sales;
}

/** Writes lines.csv in order of beneficiary, kind, level and source; returns the sha256 of the file. */
export function writeLines(path: string, lines: Lines, { network, sales }: Named): string {
  const writer = new CsvWriter(path, header);
  const ids = { day: undefined, member: network.ids, sale: sales.ids };
  const sourceOf = (at: number): number => ids[lines.sourceType(at)]?.[lines.source(at)] ?? lines.source(at);
  for (const at of inOrder(lines, sourceOf)) {
    writer.whole(network.ids[lines.beneficiary(at)] ?? 0).next();
    writer.text(lines.kind(at)).next();
    writer.whole(lines.level(at)).next();
    writeSource(writer, lines.sourceType(at), sourceOf(at));
    writer.decimal(lines.base(at)).next();
    writer.whole(lines.quantity(at)).next();
    writer.decimal(lines.amount(at)).next();
    if (lines.reasons(at) !== 0) writer.text(reasonsOf(lines.reasons(at)).join(';'));
    writer.end();
  }
  return writer.close();
}

function writeSource(writer: CsvWriter, type: SourceType, id: number): void {
  if (type === 'day') writer.text('day:').text(labelOf(id)).next();
  else writer.text(type).text(':').whole(id).next();
}

/** Stable, from the last column to the first; lines that agree in all of them stay as they came about. */
function inOrder(lines: Lines, sourceOf: (at: number) => number): Uint32Array {
  const rank = new Uint32Array(lines.length);
  const source = new Float64Array(lines.length);
  const beneficiary = new Int32Array(lines.length);
  for (let at = 0; at < lines.length; at++) {
    rank[at] = (lines.kindCode(at) << 16) | (lines.level(at) << 8) | sourceTypes.indexOf(lines.sourceType(at));
    source[at] = sourceOf(at);
    beneficiary[at] = lines.beneficiary(at);
  }
  return orderBy(beneficiary, orderBy(rank, orderBy(source)));
}

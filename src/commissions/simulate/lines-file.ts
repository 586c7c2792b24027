import { labelOf } from '../engine/calendar.js';
import { real } from '../engine/columns.js';
import { reasonsOf } from '../engine/lines.js';
import type { Lines, SourceType } from '../engine/lines.js';
import type { Network } from '../engine/network.js';
import type { Sales } from '../engine/sales.js';
import { CsvWriter } from './csv-writer.js';
import { eachInOrder } from './line-order.js';

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
  eachInOrder(lines, network.ids.length, sourceOf, (at) => {
    writer.whole(real(network.ids, lines.beneficiary(at))).next();
    writer.text(lines.kind(at)).next();
    writer.whole(lines.level(at)).next();
    writeSource(writer, lines.sourceType(at), sourceOf(at));
    writer.decimal(lines.base(at)).next();
    writer.whole(lines.quantity(at)).next();
    writer.decimal(lines.amount(at)).next();
    if (lines.reasons(at) !== 0) writer.text(reasonsOf(lines.reasons(at)).join(';'));
    writer.end();
  });
  return writer.close();
}

/** Days are few and lines are many. */
const labels = new Map<number, string>();

function dayText(day: number): string {
  const known = labels.get(day);
  if (known !== undefined) return known;
  const label = `day:${labelOf(day)}`;
  labels.set(day, label);
  return label;
}

function writeSource(writer: CsvWriter, type: SourceType, id: number): void {
  if (type === 'day') writer.text(dayText(id)).next();
  else writer.text(type).text(':').whole(id).next();
}

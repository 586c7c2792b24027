import { labelOf } from '../engine/calendar.js';
import { lineKinds, reasonsOf, sourceTypes } from '../engine/lines.js';
import type { Lines } from '../engine/lines.js';
import type { Network } from '../engine/network.js';
import { asTheyStand, orderBy } from '../engine/order.js';
import type { Sales } from '../engine/sales.js';
import { CsvWriter, decimal } from './csv-writer.js';

const header = 'beneficiary,kind,level,source,base,quantity,amount,reason';

/** Members and sales that lines name by their places. */
export interface Named {
  network: Network;
  sales: Sales;
}

/** Writes lines.csv in order of beneficiary, kind, level and source; returns the sha256 of the file. */
export function writeLines(path: string, lines: Lines, named: Named): string {
  const writer = new CsvWriter(path, header);
  const sources = sourceIds(lines, named);
  const sourceText = ['day:', 'member:', 'sale:'];
  for (const at of inOrder(lines, sources)) {
    const type = lines.sourceType[at] ?? 0;
    const id = sources[at] ?? 0;
    const source = `${sourceText[type] ?? ''}${type === 0 ? labelOf(id) : id}`;
    const bits = lines.reasons[at] ?? 0;
    writer.row(
      `${named.network.ids[lines.beneficiary[at] ?? 0]},${lineKinds[lines.kind[at] ?? 0]},${lines.level[at]},${source},` +
        `${decimal(lines.base[at] ?? 0n)},${lines.quantity[at]},${decimal(lines.amount[at] ?? 0n)},` +
        (bits === 0 ? '' : reasonsOf(bits).join(';')),
    );
  }
  return writer.close();
}

/** What stands after the colon of a source, as a number that sorts. */
function sourceIds(lines: Lines, { network, sales }: Named): Float64Array {
  const ids = { day: undefined, member: network.ids, sale: sales.ids };
  return new Float64Array(lines.length).map((_, at) => {
    const source = lines.source[at] ?? 0;
    return ids[sourceTypes[lines.sourceType[at] ?? 0] ?? 'day']?.[source] ?? source;
  });
}

/** Stable, from the last column to the first; lines that agree in all of them stay as they came about. */
function inOrder(lines: Lines, sources: Float64Array): Uint32Array {
  const { length } = lines;
  const columns = [sources, lines.sourceType, lines.level, lines.kind, lines.beneficiary];
  return columns.reduce((order, column) => orderBy(column.subarray(0, length), order), asTheyStand(length));
}

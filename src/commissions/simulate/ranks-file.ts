import type { RankRules } from '../../programs/plan-document.js';
import { rankAll } from '../engine/measures.js';
import type { Measures } from '../engine/measures.js';
import type { Network } from '../engine/network.js';
import { unranked } from '../engine/ranks.js';
import { CsvWriter } from './csv-writer.js';

/** Writes ranks.csv, one row per member; the rank is empty where there is none. */
export function writeRanks(path: string, network: Network, measures: Measures, rules?: RankRules): string {
  const writer = new CsvWriter(path, 'member_id,rank,downline,directs,group_volume');
  const ranks = rules && rankAll(rules, measures);
  const names = (rules?.paid_as_by ?? []).map(({ name }) => quoted(name));
  for (let member = 0; member < network.ids.length; member++) {
    writer.whole(network.ids[member] ?? 0).next();
    writer.text(names[ranks?.[member] ?? unranked] ?? '').next();
    writer.whole(measures.downline[member] ?? 0).next();
    writer.whole(measures.directs[member] ?? 0).next();
    writer.decimal(measures.groupVolume[member] ?? 0n).end();
  }
  return writer.close();
}

const quoted = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

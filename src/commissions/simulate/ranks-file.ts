import type { RankRules } from '../../programs/plan-document.js';
import { rankAll } from '../engine/measures.js';
import type { Measures } from '../engine/measures.js';
import type { Network } from '../engine/network.js';
import { unranked } from '../engine/ranks.js';
import { CsvWriter, decimal } from './csv-writer.js';

/** Writes ranks.csv, one row per member; the rank is empty where there is none. */
export function writeRanks(path: string, network: Network, measures: Measures, rules?: RankRules): string {
  const writer = new CsvWriter(path, 'member_id,rank,downline,directs,group_volume');
  const ranks = rules && rankAll(rules, measures);
  const names = (rules?.paid_as_by ?? []).map(({ name }) => quoted(name));
  for (let member = 0; member < network.ids.length; member++) {
    const rank = names[ranks?.[member] ?? unranked] ?? '';
    const { downline, directs, groupVolume } = measures;
    const volume = decimal(groupVolume[member] ?? 0n);
    writer.row(`${network.ids[member]},${rank},${downline[member]},${directs[member]},${volume}`);
  }
  return writer.close();
}

const quoted = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

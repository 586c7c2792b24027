import type { RankRules } from '../../programs/plan-document.js';
import { rankAll } from '../engine/measures.js';
import type { Measures } from '../engine/measures.js';
import { byte, int, minor, real } from '../engine/columns.js';
import type { Network } from '../engine/network.js';
import { CsvWriter } from './csv-writer.js';

/** Writes ranks.csv, one row per member; the rank is empty where there is none. */
export function writeRanks(path: string, network: Network, measures: Measures, rules?: RankRules): string {
  const writer = new CsvWriter(path, 'member_id,rank,downline,directs,group_volume');
  const rankName = rankNames(measures, rules);
  for (let member = 0; member < network.ids.length; member++) {
    writer.whole(real(network.ids, member)).next();
    writer.text(rankName(member)).next();
    writer.whole(int(measures.downline, member)).next();
    writer.whole(int(measures.directs, member)).next();
    writer.decimal(minor(measures.groupVolume, member)).end();
  }
  return writer.close();
}

function rankNames(measures: Measures, rules?: RankRules): (member: number) => string {
  if (!rules) return () => '';
  const names = rules.paid_as_by.map(({ name }) => quoted(name));
  const ranks = rankAll(rules, measures);
  return (member) => names[byte(ranks, member)] ?? '';
}

const quoted = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

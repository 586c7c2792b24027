import type { BinaryRules } from '../../programs/plan-document.js';
import { possiblePairs } from '../engine/binary.js';
import type { LegBalances } from '../engine/leg-balances.js';
import type { Network } from '../engine/network.js';
import { CsvWriter, decimal } from './csv-writer.js';

const header =
  'member_id,left_added,right_added,possible,formed,paid,flushed_left,flushed_right,carry_left,carry_right';

/** The legs of one member over a whole replay; volume in minor units, members as they are. */
export interface LegTotals {
  leftAdded: bigint;
  rightAdded: bigint;
  /** Formed, lost, and still waiting at the end. */
  possible: number;
  formed: number;
  paid: number;
  flushedLeft: bigint;
  flushedRight: bigint;
  carryLeft: bigint;
  carryRight: bigint;
}

/** Writes legs.csv, one row per member; members without legs, and plans without pairs, have zeros. */
export function writeLegs(path: string, network: Network, binary?: BinaryRules, balances?: LegBalances): string {
  const writer = new CsvWriter(path, header);
  const units = binary?.unit === 'members' ? String : decimal;
  const zero = units(0n);
  const nothing = `${zero},${zero},0,0,0,${zero},${zero},${zero},${zero}`;
  for (let member = 0; member < network.ids.length; member++) {
    const at = network.placement.position[member] ?? 0;
    const totals = binary && balances && at < balances.size ? legTotals(binary, balances, at) : undefined;
    writer.row(`${network.ids[member]},${totals ? textOf(totals, units) : nothing}`);
  }
  return writer.close();
}

/** What was added follows from the rest: it was used by pairs, flushed, or is still there. */
export function legTotals({ pair_value }: BinaryRules, balances: LegBalances, at: number): LegTotals {
  const [carryLeft, carryRight] = [balances.carryLeft[at] ?? 0n, balances.carryRight[at] ?? 0n];
  const [flushedLeft, flushedRight] = [balances.flushedLeft[at] ?? 0n, balances.flushedRight[at] ?? 0n];
  const formed = balances.pairs[at] ?? 0;
  const used = pair_value * BigInt(formed);
  return {
    leftAdded: used + flushedLeft + carryLeft,
    rightAdded: used + flushedRight + carryRight,
    possible: formed + (balances.lost[at] ?? 0) + possiblePairs(carryLeft, carryRight, pair_value),
    formed,
    paid: balances.paid[at] ?? 0,
    flushedLeft,
    flushedRight,
    carryLeft,
    carryRight,
  };
}

function textOf(legs: LegTotals, units: (value: bigint) => string): string {
  return [
    units(legs.leftAdded),
    units(legs.rightAdded),
    legs.possible,
    legs.formed,
    legs.paid,
    units(legs.flushedLeft),
    units(legs.flushedRight),
    units(legs.carryLeft),
    units(legs.carryRight),
  ].join(',');
}

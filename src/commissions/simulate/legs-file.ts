import type { BinaryRules } from '../../programs/plan-document.js';
import { possiblePairs } from '../engine/binary.js';
import type { LegBalances } from '../engine/leg-balances.js';
import type { Network } from '../engine/network.js';
import { CsvWriter } from './csv-writer.js';

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

const nothing: LegTotals = {
  leftAdded: 0n,
  rightAdded: 0n,
  possible: 0,
  formed: 0,
  paid: 0,
  flushedLeft: 0n,
  flushedRight: 0n,
  carryLeft: 0n,
  carryRight: 0n,
};

/** Writes legs.csv, one row per member; members without legs, and plans without pairs, have zeros. */
export function writeLegs(path: string, network: Network, binary?: BinaryRules, balances?: LegBalances): string {
  const writer = new CsvWriter(path, header);
  const units = (value: bigint) => (binary?.unit === 'members' ? writer.whole(Number(value)) : writer.decimal(value));
  for (let member = 0; member < network.ids.length; member++) {
    const at = network.placement.position[member] ?? 0;
    const legs = binary && balances && at < balances.size ? legTotals(binary, balances, at) : nothing;
    writer.whole(network.ids[member] ?? 0).next();
    units(legs.leftAdded).next();
    units(legs.rightAdded).next();
    writer.whole(legs.possible).next().whole(legs.formed).next().whole(legs.paid).next();
    units(legs.flushedLeft).next();
    units(legs.flushedRight).next();
    units(legs.carryLeft).next();
    units(legs.carryRight).end();
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

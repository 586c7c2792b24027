import { possiblePairs } from '../engine/binary.js';
import type { PairLines } from './compute-pairs.js';
import type { Facts } from './facts.js';
import type { RunScope } from './run-scope.js';
import type { RunTotals } from './totals.js';

/** Pairs of a run over all members; possible are those that were formed, those that were lost and those that wait. */
export function sumPairs({ last }: PairLines, { opening, network }: Facts, { plan }: RunScope): RunTotals['pairs'] {
  const sum = { possible: 0, formed: 0, paid: 0 };
  const { binary } = plan.document;
  const balances = last?.balances;
  for (let at = 0; binary && balances && at < balances.size; at++) {
    const member = network.placement.order[at] ?? 0;
    const formed = (balances.pairs[at] ?? 0) - (opening.pairs[member] ?? 0);
    const waiting = possiblePairs(balances.carryLeft[at] ?? 0n, balances.carryRight[at] ?? 0n, binary.pair_value);
    sum.possible += formed + (balances.lost[at] ?? 0) + waiting;
    sum.formed += formed;
    sum.paid += balances.paid[at] ?? 0;
  }
  return sum;
}

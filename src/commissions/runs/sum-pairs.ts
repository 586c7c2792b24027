import { possiblePairs } from '../engine/binary.js';
import { int, minor, real } from '../engine/columns.js';
import { TooLarge } from '../engine/too-large.js';
import { most_pairs } from './refuse-too-large.js';
import type { PairLines } from './compute-pairs.js';
import type { Facts } from './facts.js';
import type { RunScope } from './run-scope.js';
import type { RunTotals } from './totals.js';

/** Pairs of a run over all members; possible are those that were formed, those that were lost and those that wait. */
export function sumPairs({ last }: PairLines, { opening, network }: Facts, { plan }: RunScope): RunTotals['pairs'] {
  const sum = { possible: 0, formed: 0, paid: 0 };
  const { binary } = plan.document;
  if (!binary || !last?.balances) return sum;
  const { size, pairs, windowPairs, lost, paid, carryLeft, carryRight } = last.balances;
  for (let at = 0; at < size; at++) {
    const formed = real(pairs, at) - real(opening.pairs, int(network.placement.order, at));
    if (real(windowPairs, at) > most_pairs) throw new TooLarge('Pairs of one member in a cap window');
    const waiting = possiblePairs(minor(carryLeft, at), minor(carryRight, at), binary.pair_value);
    sum.possible += formed + real(lost, at) + waiting;
    sum.formed += formed;
    sum.paid += real(paid, at);
  }
  return sum;
}

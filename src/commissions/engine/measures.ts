import type { RankRules } from '../../programs/plan-document.js';
import type { Network } from './network.js';
import { rankOf, unranked } from './ranks.js';
import type { RankMeasures } from './ranks.js';
import { momentOf, standsAt, unitBack } from './sales.js';
import type { Sales } from './sales.js';
import { none } from './tree.js';
import type { Tree } from './tree.js';

/** What ranks look at, as columns by member. */
export interface Measures {
  downline: Int32Array;
  directs: Int32Array;
  personalVolume: BigInt64Array;
  groupVolume: BigInt64Array;
  largestLeg: BigInt64Array;
}

/** Each member's own purchases less refunds, from a moment (included) until another (left out). */
export function ownVolumes(sales: Sales, members: number, from: number, until: number): BigInt64Array {
  const own = new BigInt64Array(members);
  for (let sale = 0; sale < sales.ids.length; sale++) {
    const at = momentOf(sales, sale);
    const buyer = standsAt(sales, sale);
    if (buyer === none || at < from || at >= until || sales.refundOf[sale] === unitBack) continue;
    own[buyer] = (own[buyer] ?? 0n) + (sales.volumes[sale] ?? 0n);
  }
  return own;
}

/** Measures everyone at a moment in one pass up the plan's tree: only those who had joined by then count. */
export function measure(
  network: Network,
  treeName: RankRules['tree'],
  personalVolume: BigInt64Array,
  moment: number,
): Measures {
  const size = network.ids.length;
  const measures: Measures = {
    downline: new Int32Array(size),
    directs: new Int32Array(size),
    personalVolume,
    groupVolume: new BigInt64Array(size),
    largestLeg: new BigInt64Array(size),
  };
  foldUp(treeName === 'placement' ? network.placement : network.sponsorship, measures, joinedBy(network, moment));
  for (let member = 0; member < size; member++) {
    const sponsor = network.sponsors[member] ?? none;
    if (sponsor === none || (network.joinedAt[member] ?? 0) > moment) continue;
    measures.directs[sponsor] = (measures.directs[sponsor] ?? 0) + 1;
  }
  return measures;
}

/** The rank of every member by these measures, as places in the plan's list. */
export function rankAll({ paid_as_by }: RankRules, measures: Measures): Int8Array {
  return new Int8Array(measures.downline.length)
    .fill(unranked)
    .map((_, member) => rankOf(paid_as_by, measuresOf(measures, member)));
}

export function measuresOf(measures: Measures, member: number): RankMeasures {
  return {
    downline: measures.downline[member] ?? 0,
    directs: measures.directs[member] ?? 0,
    personalVolume: measures.personalVolume[member] ?? 0n,
    groupVolume: measures.groupVolume[member] ?? 0n,
    largestLeg: measures.largestLeg[member] ?? 0n,
  };
}

const joinedBy =
  ({ joinedAt }: Network, moment: number) =>
  (member: number): boolean =>
    (joinedAt[member] ?? 0) <= moment;

function foldUp({ order, parent }: Tree, measures: Measures, counts: (member: number) => boolean): void {
  const { downline, groupVolume, largestLeg, personalVolume } = measures;
  for (let at = order.length - 1; at >= 0; at--) {
    const member = order[at] ?? 0;
    const above = parent[at] ?? none;
    if (above === none) continue;
    const parentMember = order[above] ?? 0;
    const leg = (groupVolume[member] ?? 0n) + (personalVolume[member] ?? 0n);
    groupVolume[parentMember] = (groupVolume[parentMember] ?? 0n) + leg;
    if (leg > (largestLeg[parentMember] ?? 0n)) largestLeg[parentMember] = leg;
    downline[parentMember] = (downline[parentMember] ?? 0) + (downline[member] ?? 0) + (counts(member) ? 1 : 0);
  }
}

import { int, minor, real } from './columns.js';
import type { RankRules } from '../../programs/plan-document.js';
import type { Network } from './network.js';
import { rankOf } from './ranks.js';
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
    own[buyer] = minor(own, buyer) + minor(sales.volumes, sale);
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
    const sponsor = int(network.sponsors, member);
    if (sponsor === none || real(network.joinedAt, member) > moment) continue;
    measures.directs[sponsor] = int(measures.directs, sponsor) + 1;
  }
  return measures;
}

/** The rank of every member by these measures, as places in the plan's list. */
export function rankAll({ paid_as_by }: RankRules, measures: Measures): Int8Array {
  const one = new MeasuresOfOne(measures);
  const ranks = new Int8Array(measures.downline.length);
  for (let member = 0; member < ranks.length; member++) ranks[member] = rankOf(paid_as_by, one.at(member));
  return ranks;
}

/** One member's measures after another's, read where they lie: an object for each takes longer than the rules. */
class MeasuresOfOne implements RankMeasures {
  private member = 0;

  constructor(private readonly all: Measures) {}

  at(member: number): this {
    this.member = member;
    return this;
  }

  get downline(): number {
    return int(this.all.downline, this.member);
  }

  get directs(): number {
    return int(this.all.directs, this.member);
  }

  get personalVolume(): bigint {
    return minor(this.all.personalVolume, this.member);
  }

  get groupVolume(): bigint {
    return minor(this.all.groupVolume, this.member);
  }

  get largestLeg(): bigint {
    return minor(this.all.largestLeg, this.member);
  }
}

const joinedBy =
  ({ joinedAt }: Network, moment: number) =>
  (member: number): boolean =>
    real(joinedAt, member) <= moment;

function foldUp({ order, parent }: Tree, measures: Measures, counts: (member: number) => boolean): void {
  const { downline, groupVolume, largestLeg, personalVolume } = measures;
  for (let at = order.length - 1; at >= 0; at--) {
    const member = int(order, at);
    const above = int(parent, at);
    if (above === none) continue;
    const parentMember = int(order, above);
    const leg = minor(groupVolume, member) + minor(personalVolume, member);
    groupVolume[parentMember] = minor(groupVolume, parentMember) + leg;
    if (leg > minor(largestLeg, parentMember)) largestLeg[parentMember] = leg;
    downline[parentMember] = int(downline, parentMember) + int(downline, member) + (counts(member) ? 1 : 0);
  }
}

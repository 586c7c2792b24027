import { portion } from '../../core/money.js';
import type { Plan } from '../../programs/plan-document.js';
import { byte, int, minor } from '../engine/columns.js';
import { lineKinds } from '../engine/lines.js';
import type { LineKind, Lines } from '../engine/lines.js';
import type { Network } from '../engine/network.js';
import type { Replay } from '../engine/replay.js';
import type { Segment } from '../runs/segments.js';
import type { MonthFacts } from './load-trial.js';

const codeOf = (kind: LineKind): number => lineKinds.indexOf(kind);
const [tax, instalment, referral, pair] = (['tax', 'instalment', 'referral', 'pair'] as const).map(codeOf);

/** What one plan pays to whom in one month: gross, with what refunds take back already left out. */
export class PayTally {
  readonly byMember: BigInt64Array;
  /** Why members had pairs that were not formed or not paid; bits as in lines. */
  readonly reasons: Uint16Array;
  paid = 0n;
  /** The part of it that came from people rather than from sales of goods. */
  recruited = 0n;
  breakage = 0n;

  constructor(members: number) {
    this.byMember = new BigInt64Array(members);
    this.reasons = new Uint16Array(members);
  }

  /** Takes in what was computed for some days; what members would get who are closed, nobody earns. */
  take(result: Replay, { plan, month, closed }: { plan: Plan; month: MonthFacts } & Pick<Segment, 'closed'>): void {
    const { lines, openingLines } = result;
    this.breakage += result.breakage;
    for (let place = openingLines; place < lines.length; place++) {
      if (isDeduction(lines.kindCode(place)) || byte(closed, lines.beneficiary(place)) === 1) continue;
      this.add(lines.beneficiary(place), leftOf(lines, place, month), isForPeople(plan, lines, place));
    }
    this.explain(result, month.network);
  }

  private add(member: number, amount: bigint, isForPeople: boolean): void {
    this.byMember[member] = minor(this.byMember, member) + amount;
    this.paid += amount;
    if (isForPeople) this.recruited += amount;
  }

  private explain({ balances }: Replay, { placement }: Network): void {
    for (let at = 0; balances && at < balances.size; at++) {
      const member = int(placement.order, at);
      this.reasons[member] = (this.reasons[member] ?? 0) | int(balances.reasons, at);
    }
  }
}

/**
 * A line without what is taken back of it: a sale's in the share of its refunds, rounded in all, so that a full refund
 * leaves zero; the bonus for an activation that no longer stands, whole.
 */
function leftOf(lines: Lines, place: number, { network, sales, refunded, lastActivatedAt }: MonthFacts): bigint {
  const [amount, source] = [lines.amount(place), lines.source(place)];
  if (lines.kindCode(place) === referral) return network.activatedAt[source] === lastActivatedAt[source] ? amount : 0n;
  if (lines.sourceType(place) !== 'sale' || minor(refunded, source) === 0n) return amount;
  return amount - portion(amount, minor(refunded, source), minor(sales.amounts, source));
}

const isDeduction = (kind: number): boolean => kind === tax || kind === instalment;

/** Joins and activations are people; so are pairs where they are counted in members. */
function isForPeople({ binary }: Plan, lines: Lines, place: number): boolean {
  const kind = lines.kindCode(place);
  return kind === pair ? binary?.unit === 'members' : kind === referral || lines.sourceType(place) === 'member';
}

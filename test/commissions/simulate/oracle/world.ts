import { DateTime } from 'luxon';
import type { TaxRule } from '../../../../src/compliance/withholding.js';
import type { Plan } from '../../../../src/programs/plan-document.js';

/** A network as anyone would write it down: plain objects, and answers found by walking. */
export interface Member {
  id: number;
  sponsor: number | null;
  parent: number | null;
  slot: number;
  joinedAt: string;
  activatedAt: string | null;
  active: boolean;
}

export interface Sale {
  id: number;
  member: number;
  seller: number | null;
  /** Minor units; negative for a refund. */
  amount: bigint;
  volume: bigint;
  at: string;
  refundOf: number | null;
}

export interface Case {
  plan: Plan;
  taxRules: readonly TaxRule[];
  members: Member[];
  sales: Sale[];
  asOf: string;
}

export interface OracleLine {
  to: number;
  kind: string;
  level: number;
  source: string;
  base: bigint;
  quantity: number;
  amount: bigint;
  reasons: string[];
  /** The tax rule that takes it. */
  rule?: string | undefined;
}

/** Half away from zero, by asking which whole number is nearest. */
export function nearest(numerator: bigint, denominator: bigint): bigint {
  if (numerator < 0n) return -nearest(-numerator, denominator);
  const below = numerator / denominator;
  return (numerator - below * denominator) * 2n >= denominator ? below + 1n : below;
}

/** Asks questions about one case, each by looking at everything. */
export class World {
  readonly members: Member[];
  readonly sales: Sale[];
  private readonly byId: Map<number, Member>;

  constructor(readonly input: Case) {
    const until = time(input.asOf);
    const joined = input.members.filter(({ joinedAt }) => time(joinedAt) <= until).sort((a, b) => a.id - b.id);
    const known = new Set(joined.map(({ id }) => id));
    const ifKnown = (id: number | null): number | null => (id !== null && known.has(id) ? id : null);
    const ifPast = (at: string | null): string | null => (at !== null && time(at) <= until ? at : null);
    this.members = joined.map((member) => ({
      ...member,
      sponsor: ifKnown(member.sponsor),
      parent: ifKnown(member.parent),
      activatedAt: ifPast(member.activatedAt),
    }));
    this.byId = new Map(this.members.map((member) => [member.id, member]));
    const exists = ({ at }: Sale): boolean => time(at) <= until;
    const original = ({ refundOf }: Sale): Sale | undefined => input.sales.find(({ id }) => id === refundOf);
    this.sales = input.sales
      .filter((sale) => exists(sale) && exists(original(sale) ?? sale))
      .map((sale) => ({
        ...sale,
        member: ifKnown(sale.member) ?? ifKnown(sale.seller) ?? -1,
        seller: ifKnown(sale.seller),
      }));
  }

  member(id: number): Member | undefined {
    return this.byId.get(id);
  }

  /** Everyone above, nearest first. */
  above(id: number, tree: 'placement' | 'sponsor'): Member[] {
    const member = this.byId.get(id);
    const next = tree === 'placement' ? member?.parent : member?.sponsor;
    const parent = typeof next === 'number' ? this.byId.get(next) : undefined;
    return parent ? [parent, ...this.above(parent.id, tree)] : [];
  }

  isBelow(id: number, ancestor: number): boolean {
    return this.above(id, 'placement').some((member) => member.id === ancestor);
  }

  /** Everyone in whose left (0) or right (1) leg a member stands, and which it is. */
  legsAbove(id: number): { owner: number; slot: number }[] {
    const path = [this.byId.get(id), ...this.above(id, 'placement')];
    return path.flatMap((member) => {
      if (!member || member.parent === null) return [];
      return [{ owner: member.parent, slot: member.slot }];
    });
  }

  day(at: string): string {
    const known = this.dayOf.get(at);
    if (known !== undefined) return known;
    const day = this.askDay(at);
    this.dayOf.set(at, day);
    return day;
  }

  private readonly dayOf = new Map<string, string>();

  private askDay(at: string): string {
    return DateTime.fromISO(at, { zone: this.input.plan.time_zone }).toFormat('yyyy-MM-dd');
  }

  /** All business days from the first thing that happened to the last. */
  days(): string[] {
    const all = [...this.members.flatMap(({ joinedAt, activatedAt }) => [joinedAt, activatedAt ?? joinedAt])];
    const moments = [...all, ...this.sales.map(({ at }) => at)];
    const first = moments.map((at) => this.day(at)).sort()[0];
    const last = this.day(this.input.asOf);
    const days: string[] = [];
    for (let day = first; day !== undefined && day <= last; day = following(day)) days.push(day);
    return days;
  }

  /** The end of a month is applied when it has passed, or in its last second. */
  endsMonth(day: string): boolean {
    if (day.slice(0, 7) === following(day).slice(0, 7)) return false;
    const next = DateTime.fromISO(following(day), { zone: this.input.plan.time_zone }).startOf('day');
    return time(this.input.asOf) >= next.toMillis() - 1000;
  }

  /** A refund that comes before its sale counts with the sale. */
  countsFrom(sale: Sale): string {
    const original = this.sales.find(({ id }) => id === sale.refundOf);
    return original && time(original.at) > time(sale.at) ? original.at : sale.at;
  }

  /** Whether something happened on or before a day, as far as the replay goes. */
  isBy(at: string | null, day: string): boolean {
    return at !== null && this.day(at) <= day;
  }
}

export const time = (at: string): number => Date.parse(at);

export const following = (day: string): string =>
  DateTime.fromISO(day, { zone: 'utc' }).plus({ days: 1 }).toFormat('yyyy-MM-dd');

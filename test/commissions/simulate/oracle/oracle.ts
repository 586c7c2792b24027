import { formatAmount } from '../../../../src/core/money.js';
import { Book } from './book.js';
import { Events } from './events.js';
import { PairMatching } from './pairs.js';
import type { Legs } from './pair-legs.js';
import { World, time } from './world.js';
import type { Case, OracleLine } from './world.js';

/** The three files as rows of text, computed the slow and obvious way. */
export function oracle(input: Case): { lines: string[]; legs: string[]; ranks: string[] } {
  const world = new World(input);
  const book = new Book(world);
  const events = new Events(world, book);
  const pairs = input.plan.binary && new PairMatching(world, book, input.plan.binary);
  const months: string[] = [];
  const all = happenings(world, events, pairs);
  for (const day of world.days()) {
    book.today = day;
    if (!months.includes(day.slice(0, 7))) months.push(day.slice(0, 7));
    for (const { happen } of all.filter(({ at }) => world.day(at) === day)) happen();
    pairs?.matchAll((member) => capOf(input, events.ranks.get(member)));
    if (!world.endsMonth(day)) continue;
    pairs?.endMonth(months);
    events.ranks = new Map(world.members.map(({ id }) => [id, rankIndex(world, id, day)]));
  }
  const lastDay = world.day(input.asOf);
  return {
    lines: book.lines.map(lineText),
    legs: world.members.map(({ id }) => legText(id, pairs?.of(id), input)),
    ranks: world.members.map(({ id }) => rankText(world, id, lastDay)),
  };
}

function happenings(world: World, events: Events, pairs: PairMatching | undefined) {
  const members = world.members.flatMap((member) => {
    const { joinedAt, activatedAt } = member;
    const late = activatedAt !== null && time(activatedAt) < time(joinedAt);
    const join = () => {
      events.join(member);
      if (late) events.referral(member);
    };
    const activate = () => {
      if (!late) events.referral(member);
      if (world.input.plan.binary?.unit === 'members') pairs?.add(member.id, 1n);
    };
    return [
      { at: joinedAt, step: 0, id: member.id, happen: join },
      ...(activatedAt === null ? [] : [{ at: activatedAt, step: 1, id: member.id, happen: activate }]),
    ];
  });
  const sales = world.sales.map((sale) => {
    const happen = () => {
      for (const row of events.sale(sale))
        if (world.input.plan.binary?.unit === 'volume') pairs?.add(row.member, row.volume);
    };
    return { at: sale.at, step: 2, id: sale.id, happen };
  });
  return [...members, ...sales].sort((a, b) => time(a.at) - time(b.at) || a.step - b.step || a.id - b.id);
}

function capOf({ plan }: Case, rank = -1): number {
  const name = plan.ranks?.paid_as_by[rank]?.name ?? '';
  return plan.binary?.cap?.by_rank?.[name] ?? plan.binary?.cap?.pairs ?? Infinity;
}

function measures(world: World, id: number, day: string) {
  const { ranks } = world.input.plan;
  const tree = ranks?.tree ?? 'placement';
  const below = world.members.filter((other) => world.above(other.id, tree).some((member) => member.id === id));
  const counted = world.sales.filter((sale) => {
    const at = world.countsFrom(sale);
    const inMonth = ranks?.volume_of !== 'month' || world.day(at).slice(0, 7) === day.slice(0, 7);
    return world.isBy(at, day) && inMonth;
  });
  const bought = (ids: number[]): bigint =>
    counted.filter(({ member }) => ids.includes(member)).reduce((sum, { volume }) => sum + volume, 0n);
  const children = world.members.filter((other) => (tree === 'placement' ? other.parent : other.sponsor) === id);
  const inLeg = (child: number) =>
    below.filter((other) => other.id === child || world.above(other.id, tree).some((member) => member.id === child));
  const legs = children.map((child) => bought(inLeg(child.id).map((member) => member.id)));
  return {
    downline: below.length,
    directs: world.members.filter((other) => other.sponsor === id).length,
    own: bought([id]),
    group: bought(below.map((member) => member.id)),
    largest: legs.reduce((most, leg) => (leg > most ? leg : most), 0n),
  };
}

function rankIndex(world: World, id: number, day: string): number {
  const { downline, directs, own, group, largest } = measures(world, id, day);
  const rules = world.input.plan.ranks?.paid_as_by ?? [];
  for (let rank = rules.length - 1; rank >= 0; rank--) {
    const rule = rules[rank];
    if (!rule) continue;
    const share = rule.largest_leg_max_bp;
    const holds =
      downline >= (rule.downline ?? 0) &&
      directs >= (rule.directs ?? 0) &&
      (rule.personal_volume === undefined || own >= rule.personal_volume) &&
      (rule.group_volume === undefined || group >= rule.group_volume) &&
      (share === undefined || largest * 10_000n <= group * BigInt(share));
    if (holds) return rank;
  }
  return -1;
}

function lineText({ to, kind, level, source, base, quantity, amount, reasons }: OracleLine): string {
  return [to, kind, level, source, formatAmount(base), quantity, formatAmount(amount), reasons.join(';')].join(',');
}

function legText(id: number, legs: Legs | undefined, { plan }: Case): string {
  const units = (value: bigint) => (plan.binary?.unit === 'members' ? `${value}` : formatAmount(value));
  const value = plan.binary?.pair_value ?? 1n;
  const added = (days = new Map<string, bigint>()) => units([...days.values()].reduce((sum, day) => sum + day, 0n));
  const { left = 0n, right = 0n, flushed = [0n, 0n], pairs = [], lost = 0 } = legs ?? {};
  const waiting = left < right ? left : right;
  const possible = pairs.length + lost + (waiting > 0n ? Number(waiting / value) : 0);
  const paid = plan.binary?.unpaid_first && pairs.length > 0 ? pairs.length - 1 : pairs.length;
  const volumes = [flushed[0], flushed[1], left, right].map(units);
  return [id, added(legs?.addedLeft), added(legs?.addedRight), possible, pairs.length, paid, ...volumes].join(',');
}

function rankText(world: World, id: number, day: string): string {
  const { downline, directs, group } = measures(world, id, day);
  const name = world.input.plan.ranks?.paid_as_by[rankIndex(world, id, day)]?.name ?? '';
  return [id, name, downline, directs, formatAmount(group)].join(',');
}

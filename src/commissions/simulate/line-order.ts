import { int, real, uint } from '../engine/columns.js';
import type { Lines } from '../engine/lines.js';
import { sourceTypes } from '../engine/lines.js';
import { orderBy } from '../engine/order.js';

/** Most members have a handful of lines: below this they are put in order by inserting. */
const handful = 32;

/** What stands after the colon of a line's source, as a number that sorts. */
export type SourceOf = (place: number) => number;

/**
 * Goes through all lines in order of beneficiary, kind, level and source; lines that agree in all of them stay as they
 * came about. Beneficiaries are taken one by one, so that a line is still at hand when it is written.
 */
export function eachInOrder(lines: Lines, members: number, sourceOf: SourceOf, visit: (place: number) => void): void {
  const { places, ends } = byBeneficiary(lines, members);
  let start = 0;
  for (let member = 0; member < members; member++) {
    const group = places.subarray(start, int(ends, member));
    if (group.length > handful) sortMany(group, lines, sourceOf);
    else sortHandful(group, lines, sourceOf);
    for (const place of group) visit(place);
    start = int(ends, member);
  }
}

/** Lines counted out to their beneficiaries, in the order they came about; and where each one's lines end. */
function byBeneficiary(lines: Lines, members: number): { places: Uint32Array; ends: Int32Array } {
  const ends = new Int32Array(members);
  for (let place = 0; place < lines.length; place++) {
    const member = lines.beneficiary(place);
    ends[member] = int(ends, member) + 1;
  }
  let sum = 0;
  for (let member = 0; member < members; member++) {
    const count = int(ends, member);
    ends[member] = sum;
    sum += count;
  }
  const places = new Uint32Array(lines.length);
  for (let place = 0; place < lines.length; place++) {
    const member = lines.beneficiary(place);
    places[int(ends, member)] = place;
    ends[member] = int(ends, member) + 1;
  }
  return { places, ends };
}

/** Kind, level and type of source as one number that sorts as they do. */
const rankOf = (lines: Lines, place: number): number =>
  (lines.kindCode(place) << 16) | (lines.level(place) << 8) | sourceTypes.indexOf(lines.sourceType(place));

function sortMany(group: Uint32Array, lines: Lines, sourceOf: SourceOf): void {
  const ranks = new Float64Array(group.length).map((_, index) => rankOf(lines, uint(group, index)));
  const sources = new Float64Array(group.length).map((_, index) => sourceOf(uint(group, index)));
  const order = orderBy(ranks, orderBy(sources));
  group.set(order.map((index) => uint(group, index)));
}

const ranks = new Float64Array(handful);
const sources = new Float64Array(handful);

function sortHandful(group: Uint32Array, lines: Lines, sourceOf: SourceOf): void {
  for (let index = 0; index < group.length; index++) {
    const place = uint(group, index);
    const [rank, source] = [rankOf(lines, place), sourceOf(place)];
    let hole = index;
    for (; hole > 0 && isAfter(hole - 1, rank, source); hole--) {
      ranks[hole] = real(ranks, hole - 1);
      sources[hole] = real(sources, hole - 1);
      group[hole] = uint(group, hole - 1);
    }
    ranks[hole] = rank;
    sources[hole] = source;
    group[hole] = place;
  }
}

const isAfter = (index: number, rank: number, source: number): boolean =>
  real(ranks, index) > rank || (real(ranks, index) === rank && real(sources, index) > source);

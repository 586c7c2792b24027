import { byte, int, real, uint } from './columns.js';
import { indexIds } from './id-index.js';
import type { IdIndex } from './id-index.js';
import { orderBy } from './order.js';
import { CycleFound, layTree, none } from './tree.js';
import type { Tree } from './tree.js';

/** What never happens, in a column of moments. */
export const never = Infinity;

/** Members as they were read, in any order; `none` (-1) where there is no parent or sponsor. */
export interface MemberRows {
  ids: Float64Array;
  parentIds: Float64Array;
  sponsorIds: Float64Array;
  /** 0 left, 1 right, and further slots of wider trees; of no meaning for a root. */
  slots: Int32Array;
  /** Moments are whole microseconds since 1970. */
  joinedAt: Float64Array;
  /** `never` for who is not activated. */
  activatedAt: Float64Array;
  /** 1 for who earns nothing but own direct sales. */
  inactive: Uint8Array;
}

/** The members of one program as columns in order of ids; a member is known by its place in them. */
export interface Network {
  readonly ids: Float64Array;
  readonly parents: Int32Array;
  readonly sponsors: Int32Array;
  readonly slots: Int32Array;
  readonly joinedAt: Float64Array;
  readonly activatedAt: Float64Array;
  readonly inactive: Uint8Array;
  readonly placement: Tree;
  readonly sponsorship: Tree;
  readonly indexOf: IdIndex;
}

/** A row that cannot be taken as it is; `row` counts from 0 in the order given. */
export class RowRefused extends Error {
  constructor(
    readonly row: number,
    reason: string,
  ) {
    super(reason);
  }
}

/** Puts members in order and checks ids, slots and both trees; throws RowRefused at the first fault. */
export function buildNetwork(rows: MemberRows): Network {
  const order = orderBy(rows.ids);
  const ids = rows.ids.map((_, place) => real(rows.ids, uint(order, place)));
  refuseDoubledIds(ids, order);
  const indexOf = indexIds(ids);
  const parents = resolve(rows.parentIds, { order, indexOf, column: 'parent_id' });
  const sponsors = resolve(rows.sponsorIds, { order, indexOf, column: 'sponsor_id' });
  const slots = new Int32Array(order.length).map((_, place) => int(rows.slots, uint(order, place)));
  refuseDoubledSlots(parents, slots, { ids, order });
  return {
    ids,
    parents,
    sponsors,
    slots,
    joinedAt: rows.joinedAt.map((_, place) => real(rows.joinedAt, uint(order, place))),
    activatedAt: rows.activatedAt.map((_, place) => rows.activatedAt[uint(order, place)] ?? never),
    inactive: rows.inactive.map((_, place) => byte(rows.inactive, uint(order, place))),
    placement: layOrRefuse(parents, order, 'parent_id'),
    sponsorship: layOrRefuse(sponsors, order, 'sponsor_id'),
    indexOf,
  };
}

/** The members that have joined by a moment; whoever stood below someone who has not is a root. */
export function networkAt(network: Network, moment: number): Network {
  const stays = (place: number): boolean => real(network.joinedAt, place) <= moment;
  const kept = network.ids.reduce((count, _, place) => count + (stays(place) ? 1 : 0), 0);
  if (kept === network.ids.length) return network;
  const known = (id: number): boolean => id !== none && stays(network.indexOf(id));
  const idAt = (place: number): number => network.ids[place] ?? none;
  const chosen = <T extends Int32Array | Float64Array | Uint8Array>(column: T): T =>
    column.filter((_, place) => stays(place)) as T;
  const above = (column: Int32Array): Float64Array =>
    Float64Array.from(chosen(column), idAt).map((id) => (known(id) ? id : none));
  return buildNetwork({
    ids: chosen(network.ids),
    parentIds: above(network.parents),
    sponsorIds: above(network.sponsors),
    slots: chosen(network.slots),
    joinedAt: chosen(network.joinedAt),
    activatedAt: chosen(network.activatedAt),
    inactive: chosen(network.inactive),
  });
}

function refuseDoubledIds(ids: Float64Array, order: Uint32Array): void {
  for (let place = 1; place < ids.length; place++) {
    if (ids[place] === ids[place - 1]) throw new RowRefused(uint(order, place), `id ${ids[place]} stands twice`);
  }
}

interface Resolving {
  order: Uint32Array;
  indexOf: IdIndex;
  column: string;
}

function resolve(column: Float64Array, { order, indexOf, column: name }: Resolving): Int32Array {
  const places = new Int32Array(order.length).fill(none);
  for (let place = 0; place < order.length; place++) {
    const row = uint(order, place);
    const id = real(column, row);
    if (id === none) continue;
    const found = indexOf(id);
    if (found === none) throw new RowRefused(row, `${name} ${id} is not a member`);
    places[place] = found;
  }
  return places;
}

/** Slots below 31 as bits of the parent's cell; the rare ones above in a set. */
function refuseDoubledSlots(
  parents: Int32Array,
  slots: Int32Array,
  rows: { ids: Float64Array; order: Uint32Array },
): void {
  const taken = new Int32Array(parents.length);
  const beyond = new Set<string>();
  for (let place = 0; place < parents.length; place++) {
    const parent = int(parents, place);
    if (parent === none) continue;
    const slot = int(slots, place);
    const inBits = slot < 31;
    const doubled = inBits ? (int(taken, parent) >>> slot) & 1 : beyond.has(`${parent}/${slot}`);
    if (doubled)
      throw new RowRefused(uint(rows.order, place), `slot ${slot} under parent_id ${rows.ids[parent]} is taken`);
    if (inBits) taken[parent] = int(taken, parent) | (1 << slot);
    else beyond.add(`${parent}/${slot}`);
  }
}

function layOrRefuse(parents: Int32Array, order: Uint32Array, column: string): Tree {
  try {
    return layTree(parents);
  } catch (fault) {
    if (!(fault instanceof CycleFound)) throw fault;
    throw new RowRefused(uint(order, fault.member), `${column}: the member ${fault.message}`);
  }
}

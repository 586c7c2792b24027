import { int } from './columns.js';

/** Nobody above: the parent of a root. */
export const none = -1;

/**
 * One tree laid out for passes without recursion: every member has a position, parents stand before their children,
 * and members without children stand last, so passes over legs stop at `inner`.
 */
export interface Tree {
  /** Position -> member. */
  readonly order: Int32Array;
  /** Member -> position. */
  readonly position: Int32Array;
  /** Position -> position of the parent, or `none`. */
  readonly parent: Int32Array;
  /** Position -> steps up to the root. */
  readonly depth: Int32Array;
  /** How many members have children; their positions come first. */
  readonly inner: number;
}

/** The tree is not one: this member is above itself. */
export class CycleFound extends Error {
  constructor(readonly member: number) {
    super('stands in a cycle: it is above itself');
  }
}

/** Lays a tree out breadth first, in O(n); `parents` holds the parent of each member, or `none`. */
export function layTree(parents: Int32Array): Tree {
  const size = parents.length;
  const children = listChildren(parents);
  const order = new Int32Array(size);
  const inner = placeInner(parents, children, order);
  const placed = placeLeaves(parents, children, order, inner);
  if (placed < size) throw new CycleFound(memberOnCycle(parents, order.subarray(0, placed)));

  const position = new Int32Array(size);
  for (let at = 0; at < size; at++) position[int(order, at)] = at;
  return { order, position, inner, ...climbs(parents, order, position) };
}

/** First child and next sibling of each member, in order of members. */
interface Children {
  first: Int32Array;
  next: Int32Array;
}

function listChildren(parents: Int32Array): Children {
  const first = new Int32Array(parents.length).fill(none);
  const next = new Int32Array(parents.length).fill(none);
  for (let member = parents.length - 1; member >= 0; member--) {
    const parent = int(parents, member);
    if (parent === none) continue;
    next[member] = int(first, parent);
    first[parent] = member;
  }
  return { first, next };
}

/** Members with children, from the roots down; returns how many there are. */
function placeInner(parents: Int32Array, { first, next }: Children, order: Int32Array): number {
  let placed = 0;
  for (let member = 0; member < parents.length; member++) {
    if (parents[member] === none && first[member] !== none) order[placed++] = member;
  }
  for (let at = 0; at < placed; at++) {
    for (let child = int(first, int(order, at)); child !== none; child = int(next, child)) {
      if (first[child] !== none) order[placed++] = child;
    }
  }
  return placed;
}

function placeLeaves(parents: Int32Array, { first, next }: Children, order: Int32Array, inner: number): number {
  let placed = inner;
  for (let member = 0; member < parents.length; member++) {
    if (parents[member] === none && first[member] === none) order[placed++] = member;
  }
  for (let at = 0; at < inner; at++) {
    for (let child = int(first, int(order, at)); child !== none; child = int(next, child)) {
      if (first[child] === none) order[placed++] = child;
    }
  }
  return placed;
}

function climbs(parents: Int32Array, order: Int32Array, position: Int32Array) {
  const parent = new Int32Array(order.length);
  const depth = new Int32Array(order.length);
  for (let at = 0; at < order.length; at++) {
    const above = int(parents, int(order, at));
    parent[at] = above === none ? none : int(position, above);
    depth[at] = above === none ? 0 : int(depth, int(parent, at)) + 1;
  }
  return { parent, depth };
}

/** A member that no root reaches hangs under a cycle; enough steps up end on it. The smallest on it is named. */
function memberOnCycle(parents: Int32Array, placed: Int32Array): number {
  const reached = new Uint8Array(parents.length);
  for (const member of placed) reached[member] = 1;
  let member = reached.indexOf(0);
  for (let step = 0; step < parents.length; step++) member = int(parents, member);
  let smallest = member;
  for (let other = int(parents, member); other !== member; other = int(parents, other)) {
    smallest = Math.min(smallest, other);
  }
  return smallest;
}

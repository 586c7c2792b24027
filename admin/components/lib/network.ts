import { get } from './api.js';
import { t } from './text.js';

export type TreeKey = 'placement' | 'sponsor';

interface Leg {
  slot: number;
  memberId: number;
  members: number;
  volume: string;
}

/** Somebody in the picture, as the server tells it. */
export interface NetworkNode {
  memberId: number;
  parentId: number | null;
  slot: number | null;
  depth: number | null;
  name: string;
  status: string;
  rank: string | null;
  title: string | null;
  children: number;
  freeSlots: number;
  freeSlot: number | null;
  members: number;
  volume: string;
  legs: Leg[];
}

export interface Named {
  memberId: number;
  name: string;
}

export interface Above {
  data: (Named & { level: number })[];
  hasMore: boolean;
  nextCursor: string | null;
}

export interface Waiting extends Named {
  entryId: number;
  sponsor: Named | null;
  enteredAt: string;
}

export interface Tank {
  data: Waiting[];
  hasMore: boolean;
}

export interface Opening {
  tree: TreeKey;
  width: number | null;
  rolledUpAt: string | null;
  roots: Named[];
  tank: Tank | null;
  picture: { top: number; nodes: NetworkNode[]; above: Above } | null;
}

export interface Match extends Named {
  externalId: string | null;
  status: string;
}

/** What the side tells of one member. */
export interface Standing extends Named {
  externalId: string | null;
  status: string;
  isDistributor: boolean;
  joinedAt: string;
  activatedAt: string | null;
  rank: string | null;
  title: string | null;
  downline: { members: number; asOf: string | null };
  sponsor: Named | null;
  parent: Named | null;
  place: { slot: number | null; depth: number; volume: string } | null;
  brought: { directs: number; members: number; volume: string; asOf: string | null };
  carry: {
    left: string;
    right: string;
    pairs: number;
    isActive: boolean;
    unit: 'members' | 'volume';
    runId: number;
    asOf: string | null;
  } | null;
  ranks: { kind: string; before: string | null; after: string | null; effectiveAt: string }[];
  wallet: number | null;
  entry: number | null;
}

/** Somebody on the way to a place: out of the holding tank, or moved. */
export interface Carried extends Named {
  entryId: number | null;
  /** With the mouse; whoever is at the keys sees every free place opened instead. */
  isDragged?: boolean;
}

/** A free place: which slot under whom. */
export interface Place {
  parent: NetworkNode;
  slot: number;
}

const path = '/pages/network';

export const readBelow = (tree: TreeKey, id: number, after?: number): Promise<{ nodes: NetworkNode[] }> =>
  get(path, { 'filters.show': 'below', tab: tree, id, after });

export const readAbove = (tree: TreeKey, id: number, after: string | null): Promise<Above> =>
  get(path, { 'filters.show': 'upline', tab: tree, id, after: after ?? undefined });

export const readTank = (after?: number): Promise<Tank> => get(path, { 'filters.show': 'waiting', after });

/** A tree with more slots than this shows its free places together. */
const places_apart = 5;

const isWide = (width: number): boolean => width > places_apart;

/** A free place, or all of them where there are many. */
export type FreeRung = { kind: 'free'; slot: number } | { kind: 'someFree'; slot: number; count: number };

type Rung = FreeRung | { kind: 'member'; node: NetworkNode };

/** What hangs right under a member: people and free places, from the left. */
export function rungsOf(parent: NetworkNode, children: readonly NetworkNode[], width: number): Rung[] {
  const members = children.map((node): Rung => ({ kind: 'member', node }));
  if (parent.freeSlots === 0) return members;
  if (isWide(width)) return [...members, { kind: 'someFree', slot: parent.freeSlot ?? 0, count: parent.freeSlots }];
  const bySlot = new Map(children.map((node) => [node.slot, node]));
  return Array.from({ length: width }, (_, slot): Rung => {
    const node = bySlot.get(slot);
    return node ? { kind: 'member', node } : { kind: 'free', slot };
  });
}

/** In the order in which they hang: by slot, or by who was brought first. */
export const inOrder = (a: NetworkNode, b: NetworkNode): number =>
  a.slot !== null && b.slot !== null ? a.slot - b.slot : a.memberId - b.memberId;

/** Left and right of two; of more, numbers from one on. */
export const slotName = (slot: number, width: number): string =>
  width === 2 ? t(slot === 0 ? 'network.left' : 'network.right') : t('network.slot', { number: slot + 1 });

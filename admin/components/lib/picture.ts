import { useEffect, useMemo, useState } from 'react';
import { messageOf } from './load.js';
import { inOrder, readBelow } from './network.js';
import type { NetworkNode, Opening, TreeKey } from './network.js';
import { say } from './toast.js';

type Nodes = ReadonlyMap<number, NetworkNode>;

/** The part of the tree that is drawn, and how more of it comes. */
export interface Picture {
  tree: TreeKey;
  width: number;
  top: NetworkNode;
  childrenOf(id: number): NetworkNode[];
  isOpen(node: NetworkNode): boolean;
  toggle(node: NetworkNode): void;
  /** The next children of somebody who has many. */
  more(node: NetworkNode): void;
  /** Reads a member and what is below anew, after it changed. */
  refresh(id: number): void;
}

export function usePicture({ tree, width, picture }: Opening): Picture | null {
  const [nodes, setNodes] = useState<Nodes>(new Map());
  const [turned, setTurned] = useState<ReadonlySet<number>>(new Set());
  useEffect(() => {
    setNodes(new Map(picture?.nodes.map((node) => [node.memberId, node])));
    setTurned(new Set());
  }, [picture]);
  const byParent = useMemo(() => hanging(nodes), [nodes]);
  const top = picture ? (nodes.get(picture.top) ?? picture.nodes[0]) : undefined;
  if (!picture || !top) return null;
  const childrenOf = (id: number): NetworkNode[] => byParent.get(id) ?? [];
  const read = (id: number, after?: number): void => {
    readBelow(tree, id, after)
      .then(({ nodes: found }) => {
        setNodes((before) => merged(before, found, after === undefined ? id : null));
        setTurned((before) => new Set([...before].filter((one) => one !== id)));
      })
      .catch((error: unknown) => say('error', messageOf(error)));
  };
  const isOpenAtFirst = ({ memberId }: NetworkNode): boolean =>
    memberId === top.memberId || childrenOf(memberId).length > 0;
  const isOpen = (node: NetworkNode): boolean => isOpenAtFirst(node) !== turned.has(node.memberId);
  return {
    tree,
    width: width ?? 0,
    top,
    childrenOf,
    isOpen,
    toggle: (node) => {
      if (node.children > 0 && childrenOf(node.memberId).length === 0) read(node.memberId);
      else setTurned((before) => flipped(before, node.memberId));
    },
    more: (node) => {
      const last = childrenOf(node.memberId).at(-1);
      if (last) read(node.memberId, last.slot ?? last.memberId);
    },
    refresh: (id) => read(id),
  };
}

/** The children of each member, in their order. */
function hanging(nodes: Nodes): ReadonlyMap<number, NetworkNode[]> {
  const byParent = new Map<number, NetworkNode[]>();
  for (const node of [...nodes.values()].sort(inOrder)) {
    if (node.parentId !== null) byParent.set(node.parentId, [...(byParent.get(node.parentId) ?? []), node]);
  }
  return byParent;
}

/** What was below a member that was read anew is forgotten first. */
function merged(before: Nodes, found: readonly NetworkNode[], renewed: number | null): Nodes {
  const kept = [...before].filter(([, { parentId }]) => renewed === null || parentId !== renewed);
  return new Map([...kept, ...found.map((node): [number, NetworkNode] => [node.memberId, node])]);
}

function flipped(before: ReadonlySet<number>, id: number): ReadonlySet<number> {
  const next = new Set(before);
  if (!next.delete(id)) next.add(id);
  return next;
}

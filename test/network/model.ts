import type { PlacementMode } from '../../src/network/tree.js';

interface Node {
  parent: number | null;
  slot: number | null;
  children: (number | undefined)[];
}

export interface Found {
  parent: number;
  slot: number;
}

/** A placement tree as one would write it without a thought for speed: every question is a search. */
export class NaiveTree {
  readonly nodes: Node[] = [];
  readonly volumes = new Map<number, number>();

  constructor(readonly width: number) {}

  addRoot(): number {
    return this.nodes.push({ parent: null, slot: null, children: [] }) - 1;
  }

  add(at: Found): number {
    const added = this.nodes.push({ parent: at.parent, slot: at.slot, children: [] }) - 1;
    this.node(at.parent).children[at.slot] = added;
    return added;
  }

  move(moved: number, to: Found): void {
    const node = this.node(moved);
    if (node.parent !== null && node.slot !== null) this.node(node.parent).children[node.slot] = undefined;
    Object.assign(node, to);
    this.node(to.parent).children[to.slot] = moved;
  }

  find(mode: Exclude<PlacementMode, 'manual'>, under: number): Found {
    if (mode === 'left_chain') return this.end(under, 0);
    if (mode === 'right_chain') return this.end(under, this.width - 1);
    return mode === 'breadth_first' ? this.search(under) : this.weaker(under);
  }

  freeSlot(of: number): number | undefined {
    return this.slots().find((slot) => this.child(of, slot) === undefined);
  }

  isBelow(above: number, below: number): boolean {
    for (let at: number | null = below; at !== null; at = this.node(at).parent) if (at === above) return true;
    return false;
  }

  depth(of: number): number {
    const { parent } = this.node(of);
    return parent === null ? 1 : this.depth(parent) + 1;
  }

  /** Level by level, left to right. */
  private search(under: number): Found {
    let level = [under];
    for (;;) {
      for (const parent of level) {
        const slot = this.freeSlot(parent);
        if (slot !== undefined) return { parent, slot };
      }
      level = level.flatMap((parent) => this.slots().map((slot) => this.child(parent, slot) ?? parent));
    }
  }

  private end(under: number, slot: number): Found {
    let parent = under;
    for (let next = this.child(parent, slot); next !== undefined; next = this.child(parent, slot)) parent = next;
    return { parent, slot };
  }

  private weaker(under: number): Found {
    const volumeOf = (slot: number) => this.volumes.get(this.child(under, slot) ?? -1) ?? 0;
    const [slot = 0] = this.slots().sort((a, b) => volumeOf(a) - volumeOf(b) || a - b);
    const leg = this.child(under, slot);
    return leg === undefined ? { parent: under, slot } : this.search(leg);
  }

  private slots = (): number[] => Array.from({ length: this.width }, (_, slot) => slot);
  private child = (of: number, slot: number): number | undefined => this.node(of).children[slot];

  node(index: number): Node {
    const node = this.nodes[index];
    if (!node) throw new Error(`no node ${index}`);
    return node;
  }
}

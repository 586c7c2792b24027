import { byte, int, real, uint } from '../../engine/columns.js';
import { Lines } from '../../engine/lines.js';
import { standsAt } from '../../engine/sales.js';
import { none } from '../copy/fields.js';
import type { Facts } from '../facts.js';
import type { RunScope } from '../run-scope.js';
import type { SettledEvents } from '../settle-events.js';
import { Way } from './way.js';

/** How many lines are read at once: so many stay near the processor. */
export const block_lines = 2048;

/**
 * Event lines in another order than they lie in, with the ids of their sources and the members between where levels
 * start and who is paid. Each step looks for something of all lines of a block before the next one begins: asked for
 * together, memory brings many at a time; one by one, each would be waited for.
 */
export class LineBlock {
  readonly lines = new Lines();
  private readonly states = new Uint8Array(block_lines);
  private readonly held = new Uint8Array(block_lines);
  private readonly sourceIds = new Float64Array(block_lines);
  /** The first one above where levels start. */
  private readonly firsts = new Int32Array(block_lines);
  private readonly parents: Int32Array;
  private readonly isFromSeller: boolean;
  private readonly way = new Way();

  constructor(
    private readonly facts: Facts,
    { plan }: RunScope,
  ) {
    const { levels } = plan.document;
    this.parents = levels?.tree === 'sponsor' ? facts.network.sponsors : facts.network.parents;
    this.isFromSeller = levels?.from === 'seller';
  }

  /** How many members there are. */
  get members(): number {
    return this.facts.network.ids.length;
  }

  /** Takes the lines at these places, at most `block_lines`. */
  read({ lines, states, held }: SettledEvents, places: Uint32Array): void {
    const { firsts } = this;
    lines.gather(places, this.lines);
    for (let row = 0; row < places.length; row++) this.states[row] = byte(states, uint(places, row));
    for (let row = 0; row < places.length; row++) this.held[row] = byte(held, uint(places, row));
    for (let row = 0; row < places.length; row++) this.sourceIds[row] = this.idOf(row);
    for (let row = 0; row < places.length; row++) firsts[row] = this.startOf(row);
    for (let row = 0; row < places.length; row++) firsts[row] = this.above(int(firsts, row));
  }

  /** Of the beneficiary. */
  memberId(row: number): number {
    return real(this.facts.network.ids, this.lines.beneficiary(row));
  }

  /** Of the sale or member that a line comes from. */
  sourceId(row: number): number {
    return real(this.sourceIds, row);
  }

  state(row: number): number {
    return byte(this.states, row);
  }

  isHeld(row: number): boolean {
    return this.held[row] === 1;
  }

  /** Good until the next one is asked for. */
  via(row: number): Way {
    const { way } = this;
    const to = this.lines.beneficiary(row);
    way.length = 0;
    if (this.lines.level(row) < 1) return way;
    for (let member = int(this.firsts, row); member !== to && member !== none; member = this.above(member)) {
      if (!way.add(real(this.facts.network.ids, member))) return way;
    }
    return way;
  }

  private idOf(row: number): number {
    const { network, sales } = this.facts;
    return real(this.lines.sourceType(row) === 'sale' ? sales.ids : network.ids, this.lines.source(row));
  }

  private startOf(row: number): number {
    const source = this.lines.source(row);
    if (this.lines.sourceType(row) === 'member') return source;
    return this.isFromSeller ? int(this.facts.sales.sellers, source) : standsAt(this.facts.sales, source);
  }

  private above(member: number): number {
    return this.parents[member] ?? none;
  }
}

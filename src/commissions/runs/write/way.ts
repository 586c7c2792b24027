import { real } from '../../engine/columns.js';

/** A way up the tree that is longer than this is not kept. */
const longest_way = 500;

/**
 * Ids of the members between where levels start and who is paid, nearest first. One list serves millions of lines, each
 * after the other: garbage of that much outgrows the memory that a worker may have.
 */
export class Way {
  length = 0;
  private readonly ids = new Float64Array(longest_way);

  /** Goes one step further; false where that is too far: then nothing of it is kept. */
  add(id: number): boolean {
    const fits = this.length < longest_way;
    if (fits) this.ids[this.length] = id;
    this.length = fits ? this.length + 1 : 0;
    return fits;
  }

  at(step: number): number {
    return real(this.ids, step);
  }
}

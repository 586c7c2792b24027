/** The same numbers on every install, so that two demos can be compared. */
export class Dice {
  private state = 20_260_101;

  /** A whole number from 0 up to, but not including, `sides`. */
  roll(sides: number): number {
    this.state = (this.state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((this.state / 2_147_483_648) * sides);
  }

  pick<T>(from: readonly T[]): T {
    const picked = from[this.roll(from.length)];
    if (picked === undefined) throw new RangeError('nothing to pick from');
    return picked;
  }
}

/** What the parts of a computation took, in seconds; parts follow one another without a gap. */
export class Stopwatch {
  readonly seconds: Record<string, number> = {};
  private last = performance.now();

  /** Ends a part; what it took is added to what it took before. */
  lap(part: string): void {
    const now = performance.now();
    this.seconds[part] = (this.seconds[part] ?? 0) + (now - this.last) / 1000;
    this.last = now;
  }
}

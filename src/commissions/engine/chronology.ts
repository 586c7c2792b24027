/** Things that happen, each at a moment: which ones, and what to do when one does. */
export interface Stream {
  /** Items in order of their moments. */
  order: Uint32Array;
  /** Item -> moment. */
  at: Float64Array;
  happen: (item: number) => void;
}

/** Streams of events in one order of time; events of the same moment come in the order of the streams. */
export class Chronology {
  private readonly streams: (Stream & { next: number })[];

  /** Events before `from` count as past and are left out. */
  constructor(streams: readonly Stream[], from: number) {
    this.streams = streams.map((stream) => ({ ...stream, next: firstFrom(stream, from) }));
  }

  /** The moment of the next event; Infinity when there is none. */
  get nextAt(): number {
    return Math.min(...this.streams.map(headOf));
  }

  /** Lets everything happen that comes before a moment. */
  runUntil(end: number): void {
    for (;;) {
      let earliest = this.streams[0];
      let moment = Infinity;
      for (const stream of this.streams) {
        const head = headOf(stream);
        if (head >= moment) continue;
        earliest = stream;
        moment = head;
      }
      if (!earliest || moment >= end) return;
      earliest.happen(earliest.order[earliest.next++] ?? 0);
    }
  }
}

function headOf({ order, at, next }: Stream & { next: number }): number {
  const item = order[next];
  return item === undefined ? Infinity : (at[item] ?? Infinity);
}

function firstFrom({ order, at }: Stream, from: number): number {
  const first = order.findIndex((item) => (at[item] ?? 0) >= from);
  return first === -1 ? order.length : first;
}

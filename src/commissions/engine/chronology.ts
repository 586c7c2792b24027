/** Things that happen, each at a moment: which ones, and what to do when one does. */
export interface Stream {
  /** Items in order of their moments. */
  order: Uint32Array;
  /** Item -> moment. */
  at: Float64Array;
  happen: (item: number) => void;
}

/** A stream and how far it is: the next item, and its moment. */
interface Head {
  stream: Stream;
  next: number;
  moment: number;
}

/** Streams of events in one order of time; events of the same moment come in the order of the streams. */
export class Chronology {
  private readonly heads: Head[];

  /** Events before `from` count as past and are left out. */
  constructor(streams: readonly Stream[], from: number) {
    this.heads = streams.map((stream) => {
      const next = firstFrom(stream, from);
      return { stream, next, moment: momentAt(stream, next) };
    });
  }

  /** Lets everything happen that comes before a moment. */
  runUntil(end: number): void {
    for (let head = this.earliest(end); head; head = this.earliest(end)) {
      const { stream } = head;
      const item = stream.order[head.next] ?? 0;
      head.next++;
      head.moment = momentAt(stream, head.next);
      stream.happen(item);
    }
  }

  /** The moment of whatever comes next; Infinity when nothing does. */
  get next(): number {
    return this.heads.reduce((soonest, { moment }) => Math.min(soonest, moment), Infinity);
  }

  private earliest(end: number): Head | undefined {
    let earliest: Head | undefined;
    let moment = end;
    for (const head of this.heads) {
      if (head.moment >= moment) continue;
      earliest = head;
      moment = head.moment;
    }
    return earliest;
  }
}

function momentAt({ order, at }: Stream, place: number): number {
  const item = order[place];
  return item === undefined ? Infinity : (at[item] ?? Infinity);
}

function firstFrom({ order, at }: Stream, from: number): number {
  const first = order.findIndex((item) => (at[item] ?? 0) >= from);
  return first === -1 ? order.length : first;
}

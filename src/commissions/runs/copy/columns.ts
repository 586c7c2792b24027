type Column = Float64Array | Int32Array | Uint32Array | Uint8Array | Uint16Array | BigInt64Array;
type ColumnType<C extends Column = Column> = new (length: number) => C;
type Shape = Readonly<Record<string, ColumnType>>;

/** The columns that a shape names, each a typed array. */
export type ColumnsOf<S extends Shape> = { [K in keyof S]: InstanceType<S[K]> };

/** A table in memory, column by column, that grows as rows come in. */
export class Columns<S extends Shape> {
  length = 0;
  at: ColumnsOf<S>;
  private capacity: number;

  constructor(
    private readonly shape: S,
    expected: number,
  ) {
    this.capacity = Math.max(1024, Math.ceil(expected * 1.02));
    this.at = this.make((_, Type) => new Type(this.capacity));
  }

  /** Makes room for one more row and returns its place. */
  add(): number {
    if (this.length === this.capacity) this.grow();
    return this.length++;
  }

  /** The rows there are, without the room for more. */
  cut(): ColumnsOf<S> {
    return this.make((name) => this.at[name].subarray(0, this.length));
  }

  private grow(): void {
    this.capacity = Math.ceil(this.capacity * 1.5);
    this.at = this.make((name, Type) => {
      const longer = new Type(this.capacity);
      longer.set(this.at[name] as never);
      return longer;
    });
  }

  /** A shape's own names, with a column made for each. */
  private make(column: (name: keyof S, Type: ColumnType) => Column): ColumnsOf<S> {
    const made = Object.entries(this.shape).map(([name, Type]) => [name, column(name, Type)] as const);
    return Object.fromEntries(made) as ColumnsOf<S>;
  }
}

const chunkBits = 16;
const chunk_rows = 1 << chunkBits;

/** The same for tables of which nobody knows how long they become: pieces of equal length, so that nothing is copied. */
export class ChunkedColumns<S extends Shape> {
  length = 0;
  private readonly chunks: Columns<S>[] = [];

  constructor(private readonly shape: S) {}

  /** Makes room for one more row; returns the columns that hold it, and its place in them. */
  add(): { at: ColumnsOf<S>; row: number } {
    if (this.length % chunk_rows === 0) this.chunks.push(new Columns(this.shape, chunk_rows));
    return this.find(this.length++);
  }

  find(place: number): { at: ColumnsOf<S>; row: number } {
    const chunk = this.chunks[place >>> chunkBits];
    if (!chunk) throw new RangeError(`There is no row ${String(place)}.`);
    return { at: chunk.at, row: place & (chunk_rows - 1) };
  }
}

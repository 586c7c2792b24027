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

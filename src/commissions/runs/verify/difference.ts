/** More differences are counted, but not listed. */
export const most_listed = 100;

/** One row that is not what the computation gives; values are as they are stored, as text. */
export interface Difference {
  table: string;
  memberId: number | null;
  /** The number of the line in its run. */
  line: number | null;
  /** What names the row within its member, such as a sale or a day. */
  of: Readonly<Record<string, string>>;
  /** The columns that differ: what stands; null where there is no row. */
  before: Readonly<Record<string, string | null>> | null;
  /** What the computation gives; null where it gives no row. */
  after: Readonly<Record<string, string | null>> | null;
}

/** The differences of one table: all of them counted, the first ones listed. */
export interface Found {
  table: string;
  count: number;
  differences: readonly Difference[];
}

/** What an absent id reads as. */
export const none = -1;

/** What an absent moment reads as. */
export const never = Infinity;

/** 2000-01-01, from which PostgreSQL counts, in microseconds since 1970. */
const epoch_us = 946_684_800_000_000;
const half = 0x1_0000_0000;
const [noLength, longest] = [-1, 0x7fff_ffff];

/** Reads the fields of one row of a binary COPY, one after the other in the order of the SELECT. */
export class Fields {
  private view: DataView = new DataView(new ArrayBuffer(0));
  private bytes: Uint8Array = new Uint8Array(0);
  private at = 0;

  point(bytes: Uint8Array): void {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** Goes to the first field of the row that begins at this place. */
  seek(at: number): void {
    this.at = at + 2;
  }

  /** bigint -> number; `none` for null. */
  id(): number {
    return this.length() === noLength ? none : this.long();
  }

  /** bigint of money or volume; 0 for null. */
  minor(): bigint {
    if (this.length() === noLength) return 0n;
    this.at += 8;
    return this.view.getBigInt64(this.at - 8);
  }

  /** timestamptz -> microseconds since 1970; `never` for null and infinity. */
  moment(): number {
    if (this.length() === noLength) return never;
    return this.view.getInt32(this.at) === longest ? this.skip(never) : this.long() + epoch_us;
  }

  /** integer or smallint; 0 for null. */
  integer(): number {
    const length = this.length();
    if (length === noLength) return 0;
    this.at += length;
    return length === 2 ? this.view.getInt16(this.at - 2) : this.view.getInt32(this.at - 4);
  }

  flag(): boolean {
    if (this.length() === noLength) return false;
    this.at += 1;
    return this.view.getUint8(this.at - 1) === 1;
  }

  /** text; empty for null. */
  text(): string {
    const length = Math.max(0, this.length());
    this.at += length;
    return Buffer.from(this.bytes.buffer, this.bytes.byteOffset + this.at - length, length).toString();
  }

  /** bigint[] without nulls; undefined for null. */
  minors(): bigint[] | undefined {
    const length = this.length();
    if (length === noLength) return undefined;
    const end = this.at + length;
    this.at += 20;
    const values: bigint[] = [];
    while (this.at < end) values.push(this.minor());
    this.at = end;
    return values;
  }

  private length(): number {
    this.at += 4;
    return this.view.getInt32(this.at - 4);
  }

  private long(): number {
    this.at += 8;
    return this.view.getInt32(this.at - 8) * half + this.view.getUint32(this.at - 4);
  }

  private skip(value: number): number {
    this.at += 8;
    return value;
  }
}

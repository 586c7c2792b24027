import { createHash } from 'node:crypto';
import type { Hash } from 'node:crypto';

/** The format's signature, flags and extension length; and what ends a copy. */
const header = Buffer.from('5047434f50590aff0d0a000000000000000000', 'hex');
const trailer = Buffer.from('ffff', 'hex');

/** Days from 1970 to 2000, from which PostgreSQL counts. */
const epochDays = 10_957;
const half = 0x1_0000_0000;
const chunk_bytes = 1 << 18;
/** No row is longer. */
const row_bytes = 1 << 15;
/** Shorter texts are copied by hand, which is done before a call to do it has begun. */
const short_bytes = 32;
const int8Type = 20;

/** Where whole chunks of rows go; the promise is done when the chunk may be written over. */
export interface Sink {
  write(chunk: Uint8Array): Promise<void>;
}

/** Ids to be written as a list: an array, or what is read like one. */
export interface Ids {
  readonly length: number;
  at(place: number): number | undefined;
}

/**
 * Encodes rows in PostgreSQL's binary COPY format. What stands after `content()` in each row goes into a hash, which
 * so does not depend on where the rows are written.
 */
export class RowWriter {
  rows = 0;
  private bytes = Buffer.allocUnsafe(chunk_bytes);
  private view = viewOf(this.bytes);
  private spare = Buffer.allocUnsafe(chunk_bytes);
  private readonly contents = Buffer.allocUnsafe(chunk_bytes);
  private readonly contentsView = viewOf(this.contents);
  private readonly hash: Hash = createHash('sha256');
  private at: number;
  private contentAt = 0;
  private hashed = 0;
  private sending: Promise<void> = Promise.resolve();

  constructor(private readonly sink: Sink) {
    this.at = header.copy(this.bytes);
  }

  /** Whether `flush` is due before the next row. */
  get isFull(): boolean {
    return this.at > chunk_bytes - row_bytes;
  }

  /** Sends what there is while the next rows are being encoded. */
  async flush(): Promise<void> {
    await this.sending;
    this.sending = this.sink.write(this.bytes.subarray(0, this.at));
    [this.bytes, this.spare] = [this.spare, this.bytes];
    this.view = viewOf(this.bytes);
    this.at = 0;
    this.hashContents();
  }

  /** Sends the rest; returns the sha256 of all contents. */
  async end(): Promise<string> {
    this.at += trailer.copy(this.bytes, this.at);
    await this.flush();
    await this.sending;
    return this.hash.digest('hex');
  }

  row(fields: number): void {
    this.rows++;
    this.view.setInt16(this.at, fields);
    this.at += 2;
  }

  content(): void {
    this.contentAt = this.at;
  }

  /** Takes the row into the hash, in steps of four bytes; what that copies too many, the next row writes over. */
  endRow(): void {
    const { view, contentsView, contentAt, hashed } = this;
    const length = this.at - contentAt;
    for (let byte = 0; byte < length; byte += 4) {
      contentsView.setInt32(hashed + byte, view.getInt32(contentAt + byte));
    }
    this.hashed += length;
    if (this.hashed > chunk_bytes - row_bytes) this.hashContents();
  }

  int2(value: number): void {
    this.view.setInt32(this.at, 2);
    this.view.setInt16(this.at + 4, value);
    this.at += 6;
  }

  int4(value: number): void {
    this.view.setInt32(this.at, 4);
    this.view.setInt32(this.at + 4, value);
    this.at += 8;
  }

  /** An id, or any whole number below 2^53. */
  int8(value: number): void {
    this.view.setInt32(this.at, 8);
    this.view.setInt32(this.at + 4, Math.floor(value / half));
    this.view.setUint32(this.at + 8, value >>> 0);
    this.at += 12;
  }

  minor(value: bigint): void {
    this.view.setInt32(this.at, 8);
    this.view.setBigInt64(this.at + 4, value);
    this.at += 12;
  }

  flag(value: boolean): void {
    this.view.setInt32(this.at, 1);
    this.view.setUint8(this.at + 4, value ? 1 : 0);
    this.at += 5;
  }

  /** A date, as days since 1970. */
  day(days: number): void {
    this.int4(days - epochDays);
  }

  text(encoded: Uint8Array): void {
    const { bytes } = this;
    const start = this.at + 4;
    this.view.setInt32(this.at, encoded.length);
    if (encoded.length > short_bytes) bytes.set(encoded, start);
    else for (let byte = 0; byte < encoded.length; byte++) bytes[start + byte] = encoded[byte] ?? 0;
    this.at = start + encoded.length;
  }

  nothing(): void {
    this.whole(-1);
  }

  minorOrNothing(value: bigint): void {
    if (value === 0n) this.nothing();
    else this.minor(value);
  }

  int8OrNothing(value: number): void {
    if (value === 0) this.nothing();
    else this.int8(value);
  }

  /** A set of reasons. */
  bitsOrNothing(bits: number): void {
    if (bits === 0) this.nothing();
    else this.int2(bits);
  }

  minorsOrNothing(values: readonly bigint[] | undefined): void {
    if (values) this.minors(values);
    else this.nothing();
  }

  minors(values: readonly bigint[]): void {
    this.list(values.length);
    for (const value of values) this.minor(value);
  }

  idsOrNothing(ids: Ids): void {
    if (ids.length === 0) {
      this.nothing();
      return;
    }
    this.list(ids.length);
    for (let place = 0; place < ids.length; place++) this.int8(ids.at(place) ?? 0);
  }

  /** What a bigint[] begins with: its size, that it has one dimension, no NULL, its type, its length, its first index. */
  private list(length: number): void {
    this.whole(20 + length * 12);
    this.whole(1);
    this.whole(0);
    this.whole(int8Type);
    this.whole(length);
    this.whole(1);
  }

  private whole(value: number): void {
    this.view.setInt32(this.at, value);
    this.at += 4;
  }

  private hashContents(): void {
    this.hash.update(this.contents.subarray(0, this.hashed));
    this.hashed = 0;
  }
}

const viewOf = (bytes: Buffer): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

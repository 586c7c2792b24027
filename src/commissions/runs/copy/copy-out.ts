import type { Client, Connection, Submittable } from 'pg';
import { Fields } from './fields.js';

const [copyData, copyOutResponse, notice, parameter] = [0x64, 0x48, 0x4e, 0x53];
const copyHeader = 19;
const frame = 5;

/**
 * Streams the rows of a SELECT in PostgreSQL's binary COPY format past a reader; returns how many there were. Frames
 * are read where they arrive, because handing on a buffer for each row takes longer than the database needs.
 */
export const copyOut = (client: Client, select: string, read: (fields: Fields) => void): Promise<number> =>
  new Promise((resolve, reject) => {
    client.query(new CopyOut(`COPY (${select}) TO STDOUT (FORMAT binary)`, read, { resolve, reject }));
  });

type Listener = (chunk: Buffer) => void;

interface Ending {
  resolve: (rows: number) => void;
  reject: (fault: unknown) => void;
}

class CopyOut implements Submittable {
  private readonly fields = new Fields();
  private rows = 0;
  private rest: Buffer | undefined;
  private isFirst = true;
  private giveBack: (unread: Buffer) => void = () => undefined;

  constructor(
    private readonly text: string,
    private readonly read: (fields: Fields) => void,
    private readonly ending: Ending,
  ) {}

  submit(connection: Connection): void {
    const { stream } = connection;
    const [theirs] = stream.listeners('data') as Listener[];
    const ours: Listener = (chunk) => this.take(chunk);
    stream.removeAllListeners('data');
    stream.on('data', ours);
    this.giveBack = (unread) => {
      stream.removeListener('data', ours);
      if (theirs) stream.on('data', theirs);
      theirs?.(unread);
    };
    connection.query(this.text);
  }

  handleError(fault: unknown): void {
    this.ending.reject(fault);
  }

  handleCommandComplete(): void {
    // Rows were counted as they came.
  }

  handleReadyForQuery(): void {
    this.ending.resolve(this.rows);
  }

  /** Reads all whole frames; what ends the copy, or refuses it, is for the driver to hear. */
  private take(chunk: Buffer): void {
    const bytes = this.rest ? Buffer.concat([this.rest, chunk]) : chunk;
    this.fields.point(bytes);
    let at = 0;
    while (at + frame <= bytes.length) {
      const type = bytes[at] ?? 0;
      const end = at + 1 + bytes.readInt32BE(at + 1);
      if (!isOurs(type)) {
        this.giveBack(bytes.subarray(at));
        return;
      }
      if (end > bytes.length) break;
      if (type === copyData) this.takeRow(bytes, at + frame);
      at = end;
    }
    this.rest = at < bytes.length ? bytes.subarray(at) : undefined;
  }

  /** The first frame has the format's header before its row; the last one has -1 fields and is no row. */
  private takeRow(bytes: Buffer, at: number): void {
    const start = this.isFirst ? at + copyHeader : at;
    this.isFirst = false;
    if (bytes.readInt16BE(start) < 0) return;
    this.fields.seek(start);
    this.rows++;
    this.read(this.fields);
  }
}

const isOurs = (type: number): boolean =>
  type === copyData || type === copyOutResponse || type === notice || type === parameter;

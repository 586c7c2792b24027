import { finished } from 'node:stream/promises';
import type { Client } from 'pg';
import { from } from 'pg-copy-streams';
import type { Sink } from './row-writer.js';

/** A table that rows are copied into. */
export interface CopyIn extends Sink {
  /** After the last chunk: the rows stand. */
  end(): Promise<void>;
  /** No row stands; the connection hears other statements again, a ROLLBACK above all. */
  giveUp(): Promise<void>;
}

/** Opens a binary COPY into a table; its columns are those of the rows, in their order. */
export function copyIn(client: Client, table: string, columns: readonly string[]): CopyIn {
  const stream = client.query(from(`COPY ${table} (${columns.join(', ')}) FROM STDIN (FORMAT binary)`));
  const done = finished(stream);
  done.catch(() => undefined);
  return {
    write: (chunk) =>
      Promise.race([
        new Promise<void>((resolve, reject) => {
          stream.write(chunk, (fault) => (fault ? reject(fault) : resolve()));
        }),
        done,
      ]),
    end() {
      stream.end();
      return done;
    },
    async giveUp() {
      stream.destroy();
      await done.catch(() => undefined);
    },
  };
}

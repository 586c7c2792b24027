import type { Transaction } from 'sequelize';
import { z } from 'zod';
import { select } from '../../db/select.js';
import { connectionOf } from './connection.js';
import { copyIn } from './copy/copy-in.js';
import type { PairLines } from './compute-pairs.js';
import type { CopyIn } from './copy/copy-in.js';
import type { Facts } from './facts.js';
import type { RunPlace } from './load/sources.js';
import { writeUndone } from './write/write-undone.js';

export type RunTable = 'run_lines' | 'run_days' | 'run_members';

/** Where what a run computes goes. */
export interface Outlet {
  place: RunPlace;
  open(table: RunTable, columns: readonly string[]): CopyIn;
  close(): Promise<void>;
  /** Hears what was computed from, of what cannot be read again. */
  remember?(computed: { facts: Facts; pairs: PairLines }): Promise<void>;
}

/** Into tables, in the step's own transaction: all of it stands or nothing. */
export async function intoTables(place: RunPlace, tx: Transaction): Promise<Outlet> {
  const client = connectionOf(tx);
  const call = (sql: string) => select(sql, [place.runId], z.unknown(), tx);
  if (place.part > 0) await call('SELECT prepare_run_part($1)');
  return {
    place,
    open: (table, columns) => copyIn(client, `${table}_${place.part}`, columns),
    remember: (computed) => writeUndone(computed, place, tx),
    close: async () => {
      if (place.part > 0) await call('SELECT adopt_run_part($1)');
    },
  };
}

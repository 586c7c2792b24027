import type { Transaction } from 'sequelize';
import { change } from '../../../db/select.js';
import { connectionOf } from '../connection.js';
import { copyIn } from '../copy/copy-in.js';
import type { RunPlace } from '../load/sources.js';
import type { Outlet } from '../outlet.js';

const tables = ['run_lines', 'run_days', 'run_members'] as const;

/** Where the rows of a table go when a run is computed again. */
export const again = (table: string): string => `again_${table}`;

/** Into tables that are gone with the transaction. */
export async function intoScratch(place: RunPlace, tx: Transaction): Promise<Outlet> {
  for (const table of tables) await change(`CREATE TEMP TABLE ${again(table)} (LIKE ${table}) ON COMMIT DROP`, [], tx);
  return {
    place,
    open: (table, columns) => copyIn(connectionOf(tx), again(table), columns),
    close: async () => {
      for (const table of tables) await change(`ANALYZE ${again(table)}`, [], tx);
    },
  };
}

import type { Transaction } from 'sequelize';
import { z } from 'zod';
import { select } from '../../../db/select.js';
import type { Stage } from './posting.js';

/** Stages that write sets: how many rows there are a moment after they were written, statistics do not know. */
const plannedBlindly: Partial<Record<Stage, readonly string[]>> = {
  lines: ['enable_seqscan'],
  members: ['enable_seqscan', 'enable_nestloop'],
};

/** Settings of this step alone. A plan that reads a whole table, or one again for each row, is never the right one. */
export async function tune(stage: Stage, tx: Transaction): Promise<void> {
  const off = Object.fromEntries((plannedBlindly[stage] ?? []).map((name) => [name, 'off'] as const));
  const settings = { statement_timeout: '120s', work_mem: '64MB', ...off };
  const sql = 'SELECT set_config(name, value, true) FROM jsonb_each_text($1::jsonb) AS setting (name, value)';
  await select(sql, [JSON.stringify(settings)], z.unknown(), tx);
}

import { Transaction } from 'sequelize';
import { z } from 'zod';
import { select } from '../db/select.js';
import { db } from '../db/sequelize.js';
import type { Check } from './check.js';

export interface CheckResult extends Omit<Check, 'breaches'> {
  /** The first rows that break the promise. */
  rows: Record<string, unknown>[];
}

const shown = 20;

/** Asks all checks in one read-only snapshot, so that nothing moves between them. */
export const runChecks = (checks: readonly Check[]): Promise<CheckResult[]> =>
  db.transaction({ isolationLevel: Transaction.ISOLATION_LEVELS.REPEATABLE_READ, readOnly: true }, async (tx) => {
    const results: CheckResult[] = [];
    for (const { name, promise, breaches } of checks) results.push({ name, promise, rows: await rowsOf(breaches, tx) });
    return results;
  });

const rowsOf = (breaches: string, tx: Transaction): Promise<Record<string, unknown>[]> =>
  select(`SELECT * FROM (${breaches}) AS breach LIMIT ${shown}`, [], z.record(z.string(), z.unknown()), tx);

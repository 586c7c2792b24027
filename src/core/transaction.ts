import { setTimeout as sleep } from 'node:timers/promises';
import type { Transaction } from 'sequelize';
import { z } from 'zod';
import { selectOne } from '../db/select.js';
import { db } from '../db/sequelize.js';
import { translate, worthRetrying } from './translate-error.js';

const begin = `SELECT now() AS now, set_config('statement_timeout', '10s', true), set_config('lock_timeout', '3s', true)`;
const attempts = 5;

/** One transaction with its start time; retried when PostgreSQL asks for that (serialization, deadlock). */
export async function transaction<R>(run: (tx: Transaction, now: Date) => Promise<R>): Promise<R> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await db.transaction(async (tx) => run(tx, await openedAt(tx)));
    } catch (error) {
      if (attempt === attempts || !worthRetrying(error)) throw translate(error);
      await sleep(Math.random() * 20 * 2 ** attempt);
    }
  }
}

async function openedAt(tx: Transaction): Promise<Date> {
  const row = await selectOne(begin, [], z.object({ now: z.date() }), tx);
  if (!row) throw new Error('The database did not tell the time.');
  return row.now;
}

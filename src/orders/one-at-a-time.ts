import type { Transaction } from 'sequelize';
import { z } from 'zod';
import { select } from '../db/select.js';

/**
 * Lets commands about one outside fact (an order's number, a payment's reference) pass one after the other, so that the
 * second sees what the first has stored. The tables' unique keys stay the guarantee.
 */
export async function oneAtATime(tx: Transaction, ...fact: (string | number)[]): Promise<void> {
  await select(`SELECT pg_advisory_xact_lock(hashtextextended($1, 7)) IS NULL`, [fact.join('/')], z.unknown(), tx);
}

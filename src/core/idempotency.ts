import { createHash } from 'node:crypto';
import { DatabaseError } from 'sequelize';
import type { Transaction } from 'sequelize';
import { z } from 'zod';
import { change, selectOne } from '../db/select.js';
import { int } from '../db/row-schema.js';
import { canonicalJson } from './canonical-json.js';
import { Refusal } from './errors.js';

/** What was answered to a request, kept so that a twin gets the same. */
export interface Answer {
  status: number;
  body: unknown;
}

export interface IdempotencyClaim {
  principal: string;
  key: string;
  fingerprint: string;
}

const stored = z.object({ id: int, fingerprint: z.string(), status: z.number().nullable(), body: z.unknown() });

/**
 * Writes the key's row, or returns the answer its first request got. While that one is still running this waits
 * up to the transaction's lock timeout (3 s) for it, then refuses with `request_in_progress`.
 */
export async function claim(request: IdempotencyClaim, tx: Transaction): Promise<{ id: number } | { answer: Answer }> {
  const { principal, key, fingerprint } = request;
  const mine = await insert(request, tx);
  if (mine) return mine;
  const first = await selectOne(
    'SELECT id, fingerprint, status, body FROM idempotency_keys WHERE principal = $1 AND key = $2',
    [principal, key],
    stored,
    tx,
  );
  if (!first || first.status === null) throw new Refusal('request_in_progress', 'The first request is still running.');
  if (first.fingerprint !== fingerprint) {
    throw new Refusal('idempotency_key_reused', 'This Idempotency-Key was used for a different request.');
  }
  return { answer: { status: first.status, body: first.body } };
}

async function insert({ principal, key, fingerprint }: IdempotencyClaim, tx: Transaction) {
  try {
    return await selectOne(
      `INSERT INTO idempotency_keys (principal, key, fingerprint) VALUES ($1, $2, $3)
       ON CONFLICT (principal, key) DO NOTHING RETURNING id`,
      [principal, key, fingerprint],
      z.object({ id: int }),
      tx,
    );
  } catch (error) {
    const isWaiting = error instanceof DatabaseError && (error.original as { code?: string }).code === '55P03';
    throw isWaiting ? new Refusal('request_in_progress', 'The first request is still running.') : error;
  }
}

/** The same input under the same command gives the same fingerprint, whatever the order of its keys. */
export const fingerprintOf = (command: string, input: unknown): string =>
  createHash('sha256')
    .update(`${command}\n${canonicalJson(input)}`)
    .digest('hex');

/** Forgets keys that are older than a day; called by a job. */
export const forgetOldKeys = (tx: Transaction): Promise<number> =>
  change(`DELETE FROM idempotency_keys WHERE created_at < now() - interval '24 hours'`, [], tx);

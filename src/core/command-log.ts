import type { Transaction } from 'sequelize';
import { select } from '../db/select.js';
import { changesIn } from '../db/row.js';
import { z } from 'zod';
import type { Actor } from './actor.js';
import { principal } from './actor.js';
import type { Event } from './events.js';
import type { Answer } from './idempotency.js';

export interface Entry {
  command: string;
  actor: Actor;
  input: unknown;
  requestId: string | null;
  events: readonly Event[];
  answer: (Answer & { id: number }) | null;
}

const statement = `
  WITH logged AS (
    INSERT INTO command_log (command, principal, user_id, program_id, input, changes, request_id)
    VALUES ($1, $2, $3, $4, $5::jsonb, $6::jsonb, $7) RETURNING id
  ), sent AS (
    INSERT INTO outbox (type, payload, program_id, command_log_id)
    SELECT event ->> 'type', event - 'type', $4, logged.id
    FROM logged, jsonb_array_elements($8::jsonb) WITH ORDINALITY AS events (event, line) ORDER BY line
  ), answered AS (
    UPDATE idempotency_keys SET status = $10, body = $11::jsonb WHERE id = $9
  )
  SELECT id FROM logged`;

/** Who did what with which effect, its events, and the answer for twins: one statement. */
export async function write(
  { command, actor, input, requestId, events, answer }: Entry,
  tx: Transaction,
): Promise<void> {
  const bind = [
    command,
    principal(actor),
    actor.userId,
    actor.programId,
    JSON.stringify(withoutSecrets(input)),
    JSON.stringify(changesIn(tx)),
    requestId,
    JSON.stringify(events),
    answer?.id ?? null,
    answer?.status ?? null,
    answer ? JSON.stringify(answer.body) : null,
  ];
  await select(statement, bind, z.unknown(), tx);
}

const secretKey = /password|secret|token|cookie|(^|_)code$|otp|pan$|accountNumber|apiKey/i;

/** Whole files are not for the log. */
const longestText = 10_000;

/** The input as it may be kept: secret values replaced, files left out, bigints as text. */
export function withoutSecrets(input: unknown): unknown {
  const text = JSON.stringify(input ?? null, (key, value: unknown) => {
    if (typeof value === 'bigint') return value.toString();
    if (typeof value !== 'string') return value;
    if (secretKey.test(key)) return '[secret]';
    return value.length > longestText ? `[${String(value.length)} characters]` : storable(value);
  });
  return JSON.parse(text);
}

/** A file may hold what PostgreSQL's text cannot: NUL and half characters become the sign for "unreadable". */
const storable = (text: string): string => Buffer.from(text).toString().replaceAll('\0', '\uFFFD');

import { z } from 'zod';
import { logger } from '../../config/logger.js';
import type { Event, EventOf, EventType } from '../core/events.js';
import { int } from '../db/row-schema.js';
import { select } from '../db/select.js';

/** One event, after its command was committed. It may come again: `outboxId` is what a consumer tells twins by. */
export interface Delivery<T extends EventType = EventType> {
  readonly outboxId: number;
  readonly event: EventOf<T>;
  readonly programId: number | null;
  readonly at: Date;
}

export interface Consumer<T extends EventType = EventType> {
  /** As errors name it. */
  readonly name: string;
  consume(delivery: Delivery<T>): Promise<void>;
}

/** Who hears of what once it is committed; `src/consumers.ts` is the one list. `any` hears everything. */
export type Consumers = { readonly [T in EventType]?: readonly Consumer<T>[] } & { readonly any?: readonly Consumer[] };

const lease_ms = 60_000;
const batch = 20;
const mostAttempts = 15;

const claim = `
  UPDATE outbox SET token = gen_random_uuid(), attempts = attempts + 1,
    lease_until = clock_timestamp() + make_interval(secs => $1::float8 / 1000)
  WHERE id IN (
    SELECT id FROM outbox WHERE status = 'waiting' AND (lease_until IS NULL OR lease_until < clock_timestamp())
    ORDER BY id LIMIT $2 FOR UPDATE SKIP LOCKED)
  RETURNING id, type, payload, program_id, token, attempts, created_at`;

const claimed = z.object({
  id: int,
  type: z.string(),
  payload: z.record(z.string(), z.unknown()),
  program_id: int.nullable(),
  token: z.string(),
  attempts: z.number(),
  created_at: z.date(),
});
type Claimed = z.output<typeof claimed>;

/** Hands the waiting events of committed commands to their consumers; returns whether there may be more. */
export async function deliverEvents(consumers: Consumers): Promise<boolean> {
  const rows = await select(claim, [lease_ms, batch], claimed);
  for (const row of rows.sort((a, b) => a.id - b.id)) await deliver(row, consumers);
  return rows.length === batch;
}

async function deliver(row: Claimed, consumers: Consumers): Promise<void> {
  try {
    const delivery = deliveryOf(row);
    for (const consumer of listOf(consumers, delivery.event.type)) await consumeOrSay(consumer, delivery);
    await finish(row);
  } catch (error) {
    logger.warn({ err: error, event: row.type, outbox: row.id, attempt: row.attempts }, 'an event was not delivered');
    await putBack(row, error);
  }
}

async function consumeOrSay(consumer: Consumer, delivery: Delivery): Promise<void> {
  await consumer.consume(delivery).catch((cause: unknown) => {
    throw new Error(`${consumer.name}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  });
}

const deliveryOf = ({ id, type, payload, program_id, created_at }: Claimed): Delivery => ({
  outboxId: id,
  event: { type, ...payload } as Event,
  programId: program_id,
  at: created_at,
});

/** The map's key is the event's type, which the type system cannot carry through a lookup. */
const listOf = (consumers: Consumers, type: EventType): readonly Consumer[] =>
  [...(consumers[type] ?? []), ...(consumers.any ?? [])] as readonly Consumer[];

// Only the holder of the token finishes a row: one who overslept his lease changes nothing.
const mine = `WHERE id = $1 AND token = $2 RETURNING id`;

const finish = ({ id, token }: Claimed) =>
  select(
    `UPDATE outbox SET status = 'delivered', delivered_at = now(), token = NULL, lease_until = NULL, error = NULL ${mine}`,
    [id, token],
    z.unknown(),
  );

/** Waits 2, 4, 8 … seconds, at most an hour; after the last attempt the row is failed and keeps its error. */
function putBack({ id, token, attempts }: Claimed, error: unknown) {
  const reason = (error instanceof Error ? error.message : String(error)).slice(0, 2000);
  return select(
    `UPDATE outbox SET status = CASE WHEN $5 THEN 'failed' ELSE 'waiting' END, error = $3, token = NULL,
       lease_until = clock_timestamp() + make_interval(secs => $4) ${mine}`,
    [id, token, reason, Math.min(2 ** attempts, 3600), attempts >= mostAttempts],
    z.unknown(),
  );
}

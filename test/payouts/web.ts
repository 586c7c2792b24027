import { afterAll } from '@jest/globals';
import type { Actor } from '../../src/core/actor.js';
import { visitor } from '../../src/core/actor.js';
import { createApp } from '../../src/http/app.js';
import { listen } from '../../src/http/listen.js';
import { payoutBatches } from '../../src/payouts/batch-routes.js';
import { payouts, wallets } from '../../src/payouts/routes.js';

const known = new Map<string, Actor>();
const app = await createApp({
  groups: [payouts, payoutBatches, wallets],
  authenticate: async (request) => known.get(request.get('Authorization') ?? '') ?? visitor(),
});
const server = await listen(app, { host: '127.0.0.1', port: 0 });
afterAll(() => server.close(0));

interface Answer {
  status: number;
  replayed: boolean;
  body: Record<string, unknown> & { data?: Record<string, unknown>[] };
}

let keys = 0;
export const freshKey = (): string => `key-${(keys += 1)}`;

interface Sent {
  body?: unknown;
  key?: string;
}

/** Calls the API as that actor, or as a visitor. */
export async function call(
  actor: Actor | null,
  method: string,
  path: string,
  { body, key }: Sent = {},
): Promise<Answer> {
  const headers = new Headers();
  if (actor) headers.set('Authorization', nameOf(actor));
  if (key !== undefined) headers.set('Idempotency-Key', key);
  if (body !== undefined) headers.set('Content-Type', 'application/json');
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  const response = await fetch(`http://127.0.0.1:${server.port}/api/v1${path}`, { method, headers, ...sent });
  const replayed = response.headers.get('Idempotency-Replayed') === 'true';
  return { status: response.status, replayed, body: (await response.json()) as Answer['body'] };
}

function nameOf(actor: Actor): string {
  const name = `${actor.kind} ${actor.userId ?? 'nobody'}`;
  known.set(name, actor);
  return name;
}

import { afterAll } from '@jest/globals';
import '../../src/consequences.js';
import type { Actor } from '../../src/core/actor.js';
import { createApp } from '../../src/http/app.js';
import { listen } from '../../src/http/listen.js';
import type { Load } from '../../src/http/overload.js';
import type { RouteGroup } from '../../src/http/route.js';
import type { Authenticate } from '../../src/http/who-asks.js';
import { authenticate } from '../../src/users/authenticate.js';
import '../support/database.js';

export interface Sent {
  body?: unknown;
  /** Sent as it is, instead of `body`. */
  raw?: string | Uint8Array<ArrayBuffer>;
  token?: string;
  headers?: Record<string, string>;
}

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests read whatever came
  body: any;
}

export interface Web {
  url: string;
  port: number;
  call(method: string, path: string, sent?: Sent): Promise<Answer>;
}

/** These routes on a port of their own. */
export async function serve(
  groups: readonly RouteGroup[],
  options: { authenticate?: Authenticate; load?: Load } = {},
): Promise<Web> {
  const app = await createApp({ groups, authenticate, ...options });
  const { port, close } = await listen(app, { host: '127.0.0.1', port: 0 });
  afterAll(() => close(0));
  const url = `http://127.0.0.1:${String(port)}`;
  return { url, port, call: (method, path, sent) => call(`${url}${path}`, method, sent) };
}

async function call(url: string, method: string, { body, raw, token, headers = {} }: Sent = {}): Promise<Answer> {
  const json: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' };
  const who: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const content = raw ?? (body === undefined ? null : JSON.stringify(body));
  const response = await fetch(url, {
    method,
    redirect: 'manual',
    headers: { ...json, ...who, ...headers },
    body: content,
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: readJson(text) };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** An authentication that believes `X-Test-Actor`: who asks is for the test to say. */
export function asSaid(): { authenticate: Authenticate; as: (actor: Actor) => Record<string, string> } {
  const actors: Actor[] = [];
  return {
    authenticate: async (request) => actors[Number(request.get('X-Test-Actor') ?? -1)] ?? nobody,
    as: (actor) => ({ 'x-test-actor': String(actors.push(actor) - 1) }),
  };
}

const nobody: Actor = {
  kind: 'visitor',
  userId: null,
  name: 'visitor',
  role: null,
  scopes: [],
  programId: null,
  keyId: null,
};

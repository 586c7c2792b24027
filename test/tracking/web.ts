import { afterAll } from '@jest/globals';
import { visitor } from '../../src/core/actor.js';
import type { Actor } from '../../src/core/actor.js';
import { installConsequences } from '../../src/core/work.js';
import { createApp } from '../../src/http/app.js';
import { listen } from '../../src/http/listen.js';
import type { RouteGroup } from '../../src/http/route.js';

interface Asked {
  as?: Actor;
  body?: unknown;
  headers?: Record<string, string>;
}

/** Routes on a port of their own; whoever asks is said by the test. */
export async function serve(...groups: RouteGroup[]) {
  installConsequences({});
  const actors: Actor[] = [];
  const authenticate = async (request: { get(name: string): string | undefined }) =>
    actors[Number(request.get('x-test-actor') ?? -1)] ?? visitor();
  const app = await createApp({ groups, authenticate });
  const { port, close } = await listen(app, { host: '127.0.0.1', port: 0 });
  afterAll(() => close(0));
  const url = `http://127.0.0.1:${String(port)}`;

  async function ask(method: string, path: string, { as, body, headers = {} }: Asked = {}) {
    const who: Record<string, string> = as ? { 'x-test-actor': String(actors.push(as) - 1) } : {};
    const json: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' };
    return fetch(url + path, {
      method,
      redirect: 'manual',
      headers: { ...json, ...who, ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }

  /** Asks and reads the answer: `[status, body]`. */
  async function call(method: string, path: string, asked: Asked = {}): Promise<[number, Record<string, unknown>]> {
    const response = await ask(method, path, asked);
    const text = await response.text();
    return [response.status, (text ? JSON.parse(text) : {}) as Record<string, unknown>];
  }

  return { url, ask, call };
}

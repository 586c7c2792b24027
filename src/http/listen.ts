import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

/** A listening web server and how to end it. */
export interface Listening {
  server: Server;
  port: number;
  /** Takes no more requests, finishes those under way (up to `patience_ms`), then cuts what is left. */
  close(patience_ms?: number): Promise<void>;
}

/** Slow clients get so long for their headers, for a whole request, and between two requests. */
const timeouts = {
  headersTimeout: 10_000,
  requestTimeout: 15_000,
  keepAliveTimeout: 5_000,
  connectionsCheckingInterval: 1_000,
};

export async function listen(app: RequestListener, { host, port }: { host: string; port: number }): Promise<Listening> {
  const server = createServer(timeouts, app);
  server.listen(port, host);
  await once(server, 'listening');
  return { server, port: (server.address() as AddressInfo).port, close: (patience_ms) => end(server, patience_ms) };
}

async function end(server: Server, patience_ms = 8000): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  const sweeping = setInterval(() => server.closeIdleConnections(), 50);
  const impatience = setTimeout(() => server.closeAllConnections(), patience_ms);
  await closed;
  clearInterval(sweeping);
  clearTimeout(impatience);
}

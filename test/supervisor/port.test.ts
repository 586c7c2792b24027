import { describe, expect, test } from '@jest/globals';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { claimPort } from '../../src/supervisor/port.js';

const host = '127.0.0.1';

describe('claiming a port', () => {
  test('is refused while somebody listens on it, and granted afterwards', async () => {
    const server = createServer().listen(0, host);
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    expect(await claimPort(host, port)).toBeUndefined();
    server.close();
    await once(server, 'close');
    expect(await claimPort(host, port)).toBe(port);
  });

  test('finds a free one where any will do', async () => {
    const port = await claimPort(host, 0);
    expect(port).toBeGreaterThan(0);
    expect(await claimPort(host, port ?? 0)).toBe(port);
  });
});

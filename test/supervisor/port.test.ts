import { describe, expect, test } from '@jest/globals';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { isFree } from '../../src/supervisor/port.js';

describe('a port', () => {
  test('is taken while somebody listens on it, and free afterwards', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    expect(await isFree('127.0.0.1', port)).toBe(false);
    server.close();
    await once(server, 'close');
    expect(await isFree('127.0.0.1', port)).toBe(true);
  });
});

import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';

/**
 * The port that the web will keep through all its restarts: the wanted one, or some free one for 0. Undefined when
 * somebody else listens there.
 */
export async function claimPort(host: string, wanted: number): Promise<number | undefined> {
  const probe = createServer().listen({ host, port: wanted, exclusive: true });
  try {
    await once(probe, 'listening');
    return (probe.address() as AddressInfo).port;
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === 'EADDRINUSE') return undefined;
    throw fault;
  } finally {
    probe.close();
  }
}

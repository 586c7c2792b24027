import { once } from 'node:events';
import { createServer } from 'node:http';
import { addressOf } from '../../src/postgres/address.js';
import type { Address } from '../../src/postgres/address.js';
import { cloneDatabase, dropUnused } from '../../src/postgres/roles.js';

/** What a test file gets: a database of its own, as the program and as the owner of its tables see it. */
export interface Clone {
  name: string;
  database_url: string;
  owner_database_url: string;
  superuser_url: string;
}

const kept_in_stock = 3;

/** Hands out copies of the template over a Unix socket, some made ahead. A worker that asks again gives its last back. */
export async function serveClones(address: Address, template: string, socket: string): Promise<string> {
  const stock: Promise<Clone>[] = [];
  const lastOf = new Map<string, string>();
  let made = 0;

  const make = async (): Promise<Clone> => {
    const name = `test_${++made}`;
    await cloneDatabase(address, template, name);
    return cloneOf(address, name);
  };
  const refill = () => {
    while (stock.length < kept_in_stock) stock.push(make());
  };
  const hand = async (worker: string): Promise<Clone> => {
    const clone = await (stock.shift() ?? make());
    refill();
    const last = lastOf.get(worker);
    lastOf.set(worker, clone.name);
    if (last) void dropUnused(address, last);
    return clone;
  };

  refill();
  const server = createServer((request, response) => {
    hand(request.url ?? '').then(
      (clone) => response.end(JSON.stringify(clone)),
      (fault: unknown) => response.writeHead(500).end(String(fault)),
    );
  }).listen(socket);
  await once(server, 'listening');
  return socket;
}

const cloneOf = (address: Address, name: string): Clone => ({
  name,
  database_url: addressOf(address, 'app', name),
  owner_database_url: addressOf(address, 'owner', name),
  superuser_url: addressOf(address, 'postgres', name),
});

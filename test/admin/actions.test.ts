import { beforeAll, describe, expect, test } from '@jest/globals';
import { asOwner } from '../support/database.js';
import { inParts, resourcesOf, rowIds } from './crawl.js';
import type { ActionSeen } from './crawl.js';
import { openPanel, staff } from './panel.js';
import type { Panel, Reply, Seat } from './panel.js';

let panel: Panel;
let doors: Door[];

/** One address that runs a command: of a table, of many rows, or of one row. */
interface Door {
  resource: string;
  action: ActionSeen;
  path: string;
}

beforeAll(async () => {
  panel = await openPanel();
  doors = await doorsOf(panel.seats.owner);
}, 120_000);

async function doorsOf(seat: Seat): Promise<Door[]> {
  const found: Door[] = [];
  await inParts(await resourcesOf(seat), async ({ id, actions }) => {
    const [first = '1'] = actions.some(({ on }) => on === 'record') ? await rowIds(seat, id) : [];
    for (const action of actions) {
      const base = `/admin/api/resources/${id}`;
      if (action.on === 'record') found.push({ resource: id, action, path: `${base}/records/${first}/${action.name}` });
      if (action.on === 'resource') found.push({ resource: id, action, path: `${base}/actions/${action.name}` });
      if (action.isBulk) found.push({ resource: id, action, path: `${base}/actions/${action.name}Selected` });
    }
  });
  return found;
}

/** Everything a command could have left behind. */
async function traces(): Promise<unknown> {
  const tables = [
    'command_log',
    'outbox',
    'users',
    'teams',
    'leads',
    'sales',
    'commissions',
    'payouts',
    'postings',
    'holds',
  ];
  const counts = tables.map((table) => `(SELECT count(*) FROM ${table}) AS ${table}`).join(', ');
  const [row] = await asOwner(`SELECT ${counts}, (SELECT max(id) FROM command_log) AS last`);
  return row;
}

const isBulk = ({ path }: Door): boolean => path.endsWith('Selected');

/** What a hostile or careless browser could send to a command. */
const odd: readonly (readonly [string, (door: Door) => unknown])[] = [
  ['an unknown key', (door) => body(door, { nobody_knows: 1 })],
  ['a role it was not asked for', (door) => body(door, { role_of_mine: 'owner', isAdmin: true })],
  [
    'a prototype',
    (door) =>
      JSON.parse(JSON.stringify(body(door, {})).replace('"input":{}', '"input":{"__proto__x":{"a":1}}')) as unknown,
  ],
  ['no object as input', (door) => ({ ...(body(door, {}) as object), input: 'x' })],
  ['a list as input', (door) => ({ ...(body(door, {}) as object), input: [1] })],
  ['something beside the input', (door) => ({ ...(body(door, {}) as object), extra: true })],
  ['a list as body', () => [1, 2]],
];

const body = (door: Door, input: Record<string, unknown>): unknown => (isBulk(door) ? { ids: [1], input } : { input });

describe('every action of the panel', () => {
  test('is found, and there are many', () => {
    expect(doors.length).toBeGreaterThan(60);
  });

  test('changes nothing when it is only looked at', async () => {
    const before = await traces();
    const replies: Reply[] = [];
    for (const role of staff)
      await inParts(doors, async ({ path }) => void replies.push(await panel.seats[role].get(path)));
    expect(await traces()).toEqual(before);
    expect(replies.filter(({ status }) => ![200, 403, 404].includes(status)).map(({ url }) => url)).toEqual([]);
  }, 120_000);

  test.each(odd)(
    'refuses %s with a clear word, and stores nothing',
    async (_what, send) => {
      const before = await traces();
      const wrong: unknown[] = [];
      await inParts(doors, async (door) => {
        const reply = await panel.seats.owner.post(door.path, send(door));
        const perRow =
          reply.status === 200
            ? reply.body.results?.every(({ message }: { message: string | null }) => message !== null)
            : false;
        const isRefused =
          [400, 404, 409, 422].includes(reply.status) && typeof reply.body?.notice?.message === 'string';
        if (!isRefused && !perRow) wrong.push([door.path, reply.status, reply.text.slice(0, 300)]);
      });
      expect(wrong).toEqual([]);
      expect(await traces()).toEqual(before);
    },
    60_000,
  );

  test('refuses text that cannot be stored and values of the wrong type, naming the field', async () => {
    const before = await traces();
    const wrong: unknown[] = [];
    await inParts(
      doors.filter((door) => !isBulk(door)),
      async ({ path }) => {
        const { body: told } = await panel.seats.owner.get(path);
        const fields = ((told.form?.fields ?? []) as { name: string; kind: string }[]).filter(
          ({ kind }) => !['json', 'file', 'password'].includes(kind),
        );
        for (const { name } of fields) {
          for (const value of ['\0', '\uD800', { $ne: 1 }, 'x'.repeat(60_000)]) {
            const reply = await panel.seats.owner.post(path, { input: { [name]: value } });
            const isTold = reply.status === 404 || name in (reply.body?.errors ?? {});
            if (reply.status < 400 || reply.status >= 500 || !isTold)
              wrong.push([path, name, value, reply.text.slice(0, 200)]);
          }
        }
      },
    );
    expect(wrong).toEqual([]);
    expect(await traces()).toEqual(before);
  }, 120_000);

  test('does not let the row be named by who asks', async () => {
    const wrong: unknown[] = [];
    await inParts(
      doors.filter((door) => door.action.on === 'record' && !isBulk(door)),
      async ({ resource, path }) => {
        const key = `${resource.replace(/s$/, '').replace(/_(\w)/g, (_all, letter: string) => letter.toUpperCase())}Id`;
        const reply = await panel.seats.owner.post(path, { input: { [key]: 2 } });
        if (![404, 409, 422].includes(reply.status)) wrong.push([path, key, reply.status]);
      },
    );
    expect(wrong).toEqual([]);
  }, 60_000);

  test('is refused to roles that may not, even by its address', async () => {
    for (const role of staff) {
      const mine = new Set(
        (await doorsOf(panel.seats[role])).map(({ resource, action }) => `${resource}.${action.name}`),
      );
      const others = doors.filter(({ resource, action }) => !mine.has(`${resource}.${action.name}`));
      const before = await traces();
      const wrong: unknown[] = [];
      await inParts(others, async (door) => {
        const { status } = await panel.seats[role].post(door.path, body(door, {}));
        if (![403, 404].includes(status)) wrong.push([role, door.path, status]);
      });
      expect(wrong).toEqual([]);
      expect(await traces()).toEqual(before);
    }
  }, 60_000);

  test('of AdminJS’s own that write is off, for everybody and every table', async () => {
    const before = await traces();
    const resources = await resourcesOf(panel.seats.owner);
    await inParts(resources, async ({ id }) => {
      const base = `/admin/api/resources/${id}`;
      const replies = await Promise.all([
        panel.seats.owner.post(`${base}/actions/new`, { id: 9 }),
        panel.seats.owner.post(`${base}/records/1/edit`, { role: 'owner' }),
        panel.seats.owner.post(`${base}/records/1/delete`, {}),
        panel.seats.owner.post(`${base}/bulk/bulkDelete?recordIds=1,2`, {}),
      ]);
      expect([id, ...replies.map(({ status }) => status < 500 && status >= 400)]).toEqual([id, true, true, true, true]);
    });
    expect(await traces()).toEqual(before);
  }, 60_000);
});

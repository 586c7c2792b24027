import { beforeAll, describe, expect, test } from '@jest/globals';
import { addBankAccount } from '../../src/payouts/add-bank-account.js';
import { requestPayout } from '../../src/payouts/request-payout.js';
import { programByKey } from '../../src/programs/find-program.js';
import { actorOf } from '../../src/users/actor-of.js';
import { User } from '../../src/users/user.js';
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
          ({ kind }) => kind !== 'json' && kind !== 'file',
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

describe('an action that is right', () => {
  test('changes the row once, tells it in the history, and is refused the second time', async () => {
    const { owner } = panel.seats;
    const { body: list } = await owner.get(
      '/admin/api/resources/commissions/actions/list?filters.status=pending&sortBy=id&direction=asc',
    );
    const path = `/admin/api/resources/commissions/records/${String(list.records[0].id)}`;
    const first = await panel.seats.admin.post(`${path}/approve`, { input: { reason: 'checked' } });
    expect(first.status).toBe(200);
    expect(first.body.record.values.status).toBe('approved');
    const second = await panel.seats.admin.post(`${path}/approve`, { input: {} });
    expect(second).toMatchObject({ status: 409, body: { code: 'wrong_state' } });
    const { body: told } = await owner.get(`${path}/history`);
    expect(told.history[0]).toMatchObject({
      who: 'Adam Admin',
      command: 'commission.approve',
      before: { status: 'pending' },
      after: { status: 'approved' },
    });
  });

  test('twenty times at once, approves once', async () => {
    const { body: list } = await panel.seats.owner.get(
      '/admin/api/resources/commissions/actions/list?filters.status=pending&sortBy=id&direction=asc',
    );
    const path = `/admin/api/resources/commissions/records/${String(list.records[0].id)}/approve`;
    const replies = await Promise.all(Array.from({ length: 20 }, () => panel.seats.admin.post(path, { input: {} })));
    const statuses = replies.map(({ status }) => status).toSorted((a, b) => a - b);
    expect(statuses).toEqual([200, ...Array.from({ length: 19 }, () => 409)]);
  });

  test('over many rows answers for each, and takes all that match the filters', async () => {
    const path = '/admin/api/resources/commissions/actions/approveSelected';
    const { body: asked } = await panel.seats.owner.get(`${path}?filters.status=pending`);
    const [{ count } = { count: 0 }] = await asOwner<{ count: number }>(
      `SELECT count(*)::int AS count FROM commissions WHERE status = 'pending' AND program_id = (SELECT id FROM programs WHERE is_default)`,
    );
    expect(asked.ids.length).toBe(count);
    const ids = [...asked.ids.slice(0, 5), '999999'].map(Number);
    const { body: told } = await panel.seats.admin.post(path, { ids, input: {} });
    const messages = told.results.map(({ message }: { message: string | null }) => message);
    expect(messages).toEqual([null, null, null, null, null, 'There is no such row.']);
    const again = await panel.seats.admin.post(path, { ids: ids.slice(0, 2), input: {} });
    expect(again.body.results[0].message).toContain('approved');
  });

  test('shows a new key this once, and nowhere else', async () => {
    const made = await panel.seats.owner.post('/admin/api/resources/api_keys/actions/create', {
      input: { name: 'Shop', scopes: ['sales:write'] },
    });
    const text = made.body.reveal[0].value as string;
    expect(text).toMatch(/^up_live_/);
    const list = await panel.seats.owner.get('/admin/api/resources/api_keys/actions/list');
    expect(list.text).toContain('Shop');
    expect(list.text).not.toContain(text);
    const audit = await panel.seats.owner.get('/admin/api/resources/command_log/actions/export');
    expect(audit.text).not.toContain(text);
  });

  test('puts chosen payouts into one batch with one call', async () => {
    const tara = await User.findOne({ where: { email: panel.emailOf('telemarketer') }, rejectOnEmpty: true });
    const { id: programId } = await programByKey('telemarketing');
    const actor = actorOf(tara, programId);
    const account = {
      holder: 'Tara Talker',
      bankName: 'Example Bank',
      bankCode: 'EXAMPLE1',
      accountNumber: '1234567890',
    };
    await addBankAccount(actor, account);
    const payout = await requestPayout(actor, { amount: '3.00' });
    const { owner, funds_coordinator: fern } = panel.seats;
    await owner.post(`/admin/api/resources/payouts/records/${String(payout.id)}/approve`, { input: {} });
    const made = await fern.post('/admin/api/resources/payouts/actions/batchSelected', { ids: [payout.id], input: {} });
    expect([made.status, made.text]).toEqual([200, expect.any(String)]);
    const path = `/admin/api/resources/payout_batches/records/${made.body.resultId as string}/bankFile`;
    const file = await fern.post(path, { input: { format: 'csv' } });
    expect(file.body.download).toMatchObject({ type: 'text/csv' });
    expect(file.body.download.content).toContain('1234567890');
    const shown = await fern.get('/admin/api/resources/bank_accounts/actions/list');
    expect(shown.text).toContain('7890');
    expect(shown.text).not.toContain('1234567890');
  });

  test('imports a file and lists what it refused', async () => {
    const csv = 'name,email\n,a@example.com\nBob,b@example.com';
    const made = await panel.seats.owner.post('/admin/api/resources/imports/actions/import', {
      input: { fileName: 'leads.csv', csv },
    });
    expect(made.status).toBe(200);
    const { body: list } = await panel.seats.owner.get('/admin/api/resources/imports/actions/list');
    expect(list.records[0].values).toMatchObject({ rows: 2, imported: 1 });
    const { body: shown } = await panel.seats.owner.get(
      `/admin/api/resources/imports/records/${list.records[0].id as string}/show`,
    );
    expect(shown.record.values.refused).toContain('missing name');
  });
});

import { beforeAll, describe, expect, test } from '@jest/globals';
import { asOwner } from '../support/database.js';
import { openPanel, staff } from './panel.js';
import type { Panel, Reply, Seat, Staff } from './panel.js';
import { inParts, resourcesOf, rowIds } from './crawl.js';
import type { Resource } from './crawl.js';

let panel: Panel;
let all: Resource[];
beforeAll(async () => {
  panel = await openPanel();
  all = await resourcesOf(panel.seats.owner);
}, 120_000);

const office: Staff[] = ['owner', 'admin'];
const finance: Staff[] = [...office, 'funds_coordinator'];
const leading: Staff[] = [...office, 'team_lead'];
const traffic: Staff[] = [...leading, 'buyer'];
const desk: Staff[] = [...traffic, 'telemarketer'];

/** Who opens what: the agreement, table by table. */
const table: Readonly<Record<string, readonly Staff[]>> = {
  ...of(office, 'api_keys parked_facts programs plans products stages substages dispositions command_log outbox'),
  ...of(office, 'distributor_applications holding_tank_entries postback_sources postbacks'),
  ...of(finance, 'payments refunds payouts payout_batches bank_accounts kyc_cases fraud_flags accounts postings holds'),
  ...of(finance, 'tax_rules runs periods'),
  ...of(
    leading,
    'users teams team_members positions imports assignment_rules do_not_call deleted_leads ranks rank_history',
  ),
  ...of(traffic, 'prospects orders campaigns clicks'),
  ...of(desk, 'leads lead_events links referral_tokens'),
  ...of(staff, 'notifications members sales commissions own_account'),
};

function of(roles: readonly Staff[], names: string): Record<string, readonly Staff[]> {
  return Object.fromEntries(names.split(' ').map((name) => [name, roles]));
}

describe('who opens which table', () => {
  test('is agreed for every table there is', () => {
    expect(all.map(({ id }) => id).filter((id) => !(id in table))).toEqual([]);
  });

  test.each(staff)(
    'a %s opens those of the agreement and is refused the others',
    async (role) => {
      const seat = panel.seats[role];
      const shown = (await resourcesOf(seat)).map(({ id }) => id);
      const expected = Object.keys(table).filter((id) => table[id]?.includes(role));
      expect(shown.toSorted()).toEqual(expected.toSorted());
      await inParts(all, async ({ id }) => {
        const [list, page, search, file] = await Promise.all([
          seat.get(`/admin/api/resources/${id}/actions/list`),
          seat.get(`/admin/resources/${id}`),
          seat.get(`/admin/api/resources/${id}/actions/search`),
          seat.get(`/admin/api/resources/${id}/actions/export`),
        ]);
        const wanted = expected.includes(id) ? 200 : 403;
        const statuses = [list, page, search, file].map(({ status }) => status);
        expect([id, ...statuses]).toEqual([id, wanted, wanted, wanted, wanted]);
      });
    },
    60_000,
  );

  test.each(staff)(
    'a %s finds no row of others, by whatever address',
    async (role) => {
      const seat = panel.seats[role];
      const mine = await resourcesOf(seat);
      await inParts(mine, async ({ id, actions, panels }) => {
        const [theirs, own] = await Promise.all([rowIds(panel.seats.owner, id), rowIds(seat, id)]);
        const foreign = theirs.filter((row) => !own.includes(row)).slice(0, 2);
        if (role === 'owner' || own.length === 100) return;
        for (const row of foreign) {
          const names = [
            'show',
            'history',
            ...panels,
            ...actions.filter(({ on }) => on === 'record').map(({ name }) => name),
          ];
          const replies = await Promise.all(
            names.map((name) => seat.get(`/admin/api/resources/${id}/records/${row}/${name}`)),
          );
          expect([id, row, ...replies.map(({ status }) => status)]).toEqual([id, row, ...names.map(() => 404)]);
        }
      });
    },
    60_000,
  );
});

describe('what leaves the panel', () => {
  const secrets = async (): Promise<string[]> => {
    const rows = await asOwner<{ secret: string }>(`
      SELECT password_hash AS secret FROM user_credentials UNION SELECT hash FROM api_keys
      UNION SELECT token FROM referral_tokens UNION SELECT encode(number_encrypted, 'hex') FROM bank_accounts
      UNION SELECT encode(number_encrypted, 'base64') FROM bank_accounts UNION SELECT sid FROM sessions
      UNION SELECT hash FROM refresh_tokens`);
    return [...rows.map(({ secret }) => secret), 'a secret for tests, long enough to be taken', panel.password];
  };

  const crawl = async (seat: Seat): Promise<Reply[]> => {
    const replies: Reply[] = [await seat.get('/admin'), await seat.get('/admin/api/dashboard')];
    await inParts(await resourcesOf(seat), async ({ id, actions, panels }) => {
      const base = `/admin/api/resources/${id}`;
      replies.push(await seat.get(`${base}/actions/list?perPage=100`), await seat.get(`${base}/actions/export`));
      const names = [
        'show',
        'history',
        ...panels,
        ...actions.filter(({ on }) => on === 'record').map(({ name }) => name),
      ];
      for (const row of (await rowIds(seat, id)).slice(0, 3))
        replies.push(...(await Promise.all(names.map((name) => seat.get(`${base}/records/${row}/${name}`)))));
    });
    return replies;
  };

  test.each(staff)(
    'holds no secret, whatever a %s opens, and nothing breaks',
    async (role) => {
      const known = await secrets();
      const replies = await crawl(panel.seats[role]);
      expect(replies.length).toBeGreaterThan(15);
      expect(replies.filter(({ status }) => status >= 500).map(({ url }) => url)).toEqual([]);
      const leaks = replies.flatMap(({ text }) => known.filter((secret) => text.includes(secret)));
      expect(leaks).toEqual([]);
      expect(
        replies
          .filter(({ text }) => /passwordHash|password_hash|numberEncrypted|"hash"/.test(text))
          .map(({ text }) => text.slice(0, 200)),
      ).toEqual([]);
    },
    120_000,
  );

  test('an export is the filtered rows, all of them, and harmless in a spreadsheet', async () => {
    await asOwner(`UPDATE leads SET name = '=cmd|calc' WHERE id = 2; UPDATE leads SET name = '+1,"x' WHERE id = 3`);
    const reply = await panel.seats.owner.get('/admin/api/resources/leads/actions/export?filters.status=open');
    const [{ count } = { count: 0 }] = await asOwner<{ count: number }>(
      `SELECT count(*)::int AS count FROM leads WHERE status = 'open' AND program_id = (SELECT id FROM programs WHERE is_default)`,
    );
    const lines = reply.text.trim().split('\n');
    expect(reply.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(lines.length).toBe(count + 1);
    expect(reply.text).toContain(`'=cmd|calc`);
    expect(reply.text).toContain(`"'+1,""x"`);
  });
});

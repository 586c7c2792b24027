import { beforeAll, describe, expect, test } from '@jest/globals';
import { asOwner } from '../support/database.js';
import { openPanel } from './panel.js';
import type { Panel, Seat } from './panel.js';

let panel: Panel;
beforeAll(async () => {
  panel = await openPanel();
}, 120_000);

describe('what leaves the panel', () => {
  test('an export of leads has no number that may not be called now, whoever takes it', async () => {
    const phones = async ({ get }: Seat) => {
      const { text } = await get('/admin/api/resources/leads/actions/export');
      return text.match(/\+\d{8,15}/g) ?? [];
    };
    const hours = (from: string, until: string) =>
      asOwner(`UPDATE programs SET settings = settings || $1::jsonb WHERE is_default`, [
        JSON.stringify({ calling_from: from, calling_until: until }),
      ]);
    const [forbidden] = await asOwner<{ phone: string }>(`
      UPDATE leads SET do_not_call = true WHERE id = (SELECT min(id) FROM leads WHERE phone IS NOT NULL
        AND program_id = (SELECT id FROM programs WHERE is_default)) RETURNING phone`);
    await hours('00:00', '24:00');
    const called = await phones(panel.seats.owner);
    expect(called.length).toBeGreaterThan(0);
    expect(called).not.toContain(forbidden?.phone);
    expect(await phones(panel.seats.telemarketer)).not.toEqual([]);
    await hours('00:00', '00:00');
    for (const role of ['owner', 'team_lead', 'telemarketer'] as const)
      expect([role, await phones(panel.seats[role])]).toEqual([role, []]);
  });
});

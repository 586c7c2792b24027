import { beforeAll, describe, expect, test } from '@jest/globals';
import { asOwner } from '../support/database.js';
import { join } from '../support/network.js';
import type { Member } from '../../src/network/member.js';
import { Tree } from '../../src/network/tree.js';
import { Program } from '../../src/programs/program.js';
import { sitDown } from './browser.js';
import { openPanel } from './panel.js';
import type { Panel } from './panel.js';

let panel: Panel;
let tree: Tree;
let top: Member;

beforeAll(async () => {
  panel = await openPanel();
  const program = await Program.findOne({ where: { isDefault: true }, rejectOnEmpty: true });
  tree = await Tree.findOne({ where: { programId: program.id }, rejectOnEmpty: true });
  top = await join(tree, { externalId: 'explorer-top' });
}, 120_000);

describe('what the network explorer reads and does', () => {
  test('is offered to owners only, and the tank to the office', async () => {
    const admin = await panel.seats.admin.get('/admin/api/pages/network');
    expect(admin.body.tank).not.toBeNull();
    const lead = await panel.seats.team_lead.get('/admin/api/pages/network');
    expect([lead.status, lead.body.tank]).toEqual([200, null]);
    expect((await panel.seats.buyer.get('/admin/api/pages/network')).status).toBe(403);
    const input = { parentId: top.id };
    const { status } = await panel.seats.admin.post(`/admin/api/resources/members/records/${String(top.id)}/move`, {
      input,
    });
    expect(status).toBe(403);
    const tank = `/admin/api/pages/network?filters.show=waiting`;
    expect((await panel.seats.team_lead.get(tank)).status).toBe(403);
  });

  test.each(['filters.show=nothing', 'id=x', 'tab=other', 'filters.show=below', 'filters.show=below&id=999999999999'])(
    'answers %s with a refusal, not a fault',
    async (query) => {
      const { status } = await panel.seats.owner.get(`/admin/api/pages/network?${query}`);
      expect([404, 422]).toContain(status);
    },
  );

  test('shows rank changes on the member’s record', async () => {
    await asOwner(
      `INSERT INTO rank_history (program_id, member_id, kind, before, after, effective_at)
       VALUES ($1, $2, 'paid_as', NULL, 'Silver', now())`,
      [tree.programId, top.id],
    );
    const { go, page } = await sitDown(panel, 'owner');
    await go(`/admin/resources/members/records/${String(top.id)}/show`);
    await page.getByRole('tab', { name: 'Rank history' }).click();
    expect(await page.getByRole('cell', { name: 'Silver' }).innerText()).toBe('Silver');
  });
});

import { beforeAll, describe, expect, test } from '@jest/globals';
import { rejectCommission } from '../../src/commissions/reject-commission.js';
import { system } from '../../src/core/actor.js';
import { asOwner } from '../support/database.js';
import { settled, sitDown } from './browser.js';
import { openPanel } from './panel.js';
import type { Panel, Staff } from './panel.js';

type Piece = string | { text: string; of: string; id: number };

let panel: Panel;
beforeAll(async () => {
  panel = await openPanel();
}, 120_000);

const firstIds = async (table: string): Promise<number[]> => {
  const program = 'SELECT id FROM programs WHERE is_default';
  const rows = await asOwner<{ id: string }>(
    `SELECT id FROM ${table} WHERE program_id = (${program}) ORDER BY id LIMIT 20`,
  );
  return rows.map(({ id }) => Number(id));
};

const whyOf = async (role: Staff, table: string, id: number): Promise<Piece[][]> => {
  const { status, body } = await panel.seats[role].get(`/admin/api/resources/${table}/records/${id}/why`);
  expect(status).toBe(200);
  return body.panel as Piece[][];
};

const told = (sentence: Piece[]): string =>
  sentence.map((piece) => (typeof piece === 'string' ? piece : piece.text)).join('');

describe('the tab “why” of a record', () => {
  test.each(['commissions', 'members', 'sales', 'payouts'])('tells a story of every one of the %s', async (table) => {
    const ids = await firstIds(table);
    expect(ids.length).toBeGreaterThan(0);
    for (const id of ids) {
      const story = (await whyOf('owner', table, id)).map(told);
      expect(story.length).toBeGreaterThan(0);
      for (const sentence of story) expect(sentence).not.toMatch(/\{\w+\}|undefined|null|NaN/);
    }
  });

  test('of a member says to staff who see nobody’s earnings that finance sees them', async () => {
    const [id = 0] = await firstIds('members');
    expect((await whyOf('buyer', 'members', id)).map(told)).toEqual([
      'What a member earned is seen by finance and by the member.',
    ]);
  });

  test('leads in a browser from a name to its record', async () => {
    const [line] = await asOwner<{ id: string; beneficiary_id: string }>(
      `SELECT id, beneficiary_id FROM commissions WHERE program_id = (SELECT id FROM programs WHERE is_default)
       AND kind = 'binary_match' ORDER BY id LIMIT 1`,
    );
    const watcher = await sitDown(panel, 'owner');
    await watcher.go(`/admin/resources/commissions/records/${line?.id ?? ''}/show`);
    await watcher.page.locator('.story li').first().waitFor();
    await watcher.page.locator(`.story a[href$="/members/records/${line?.beneficiary_id ?? ''}/show"]`).click();
    await settled(watcher.page);
    expect(await watcher.page.locator('.story li').count()).toBeGreaterThan(0);
    expect(await watcher.faults()).toEqual([]);
    expect(watcher.complaints()).toEqual([]);
  }, 60_000);

  test('shows what people typed as they typed it, though it looks like a day', async () => {
    const [{ id = 0, program_id: programId = 0 } = {}] = await asOwner<{ id?: string; program_id?: string }>(
      `SELECT id, program_id FROM commissions WHERE program_id = (SELECT id FROM programs WHERE is_default)
       AND status = 'pending' ORDER BY id DESC LIMIT 1`,
    );
    const reason = 'account 1234-56-78';
    await rejectCommission(system(Number(programId)), { commissionId: Number(id), reason });
    const watcher = await sitDown(panel, 'owner');
    await watcher.go(`/admin/resources/commissions/records/${id}/show`);
    await watcher.page.locator('.story li').first().waitFor();
    expect(await watcher.page.locator('.story').innerText()).toContain(`It was rejected: ${reason}.`);
    expect(watcher.complaints()).toEqual([]);
  }, 60_000);
});

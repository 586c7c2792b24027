import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import '../support/database.js';
import { join, joinMany } from '../support/network.js';
import { HoldingTankEntry } from '../../src/network/holding-tank-entry.js';
import type { Member } from '../../src/network/member.js';
import { Position } from '../../src/network/position.js';
import { Tree } from '../../src/network/tree.js';
import { Program } from '../../src/programs/program.js';
import { settled, sitDown } from './browser.js';
import type { Watcher } from './browser.js';
import { openPanel } from './panel.js';
import type { Panel } from './panel.js';

let panel: Panel;
let tree: Tree;
let top: Member;
let owner: Watcher;
let page: Page;

/** A tree of its own beside the demo's: a root, and fifty below in full levels. */
beforeAll(async () => {
  panel = await openPanel();
  const program = await Program.findOne({ where: { isDefault: true }, rejectOnEmpty: true });
  tree = await Tree.findOne({ where: { programId: program.id }, rejectOnEmpty: true });
  top = await join(tree, { externalId: 'explorer-top' });
  await joinMany(tree, top.id, 50, 'breadth_first');
  owner = await sitDown(panel, 'owner');
  page = owner.page;
}, 120_000);

let serial = 0;
const waitingUnderTop = async (): Promise<{ id: number; name: string }> => {
  serial += 1;
  const name = `waiting-${String(serial)}`;
  const { id } = await join(tree, { sponsorId: top.id, externalId: name, placement: 'manual' });
  return { id, name };
};

/** Opened afresh, whatever was looked at before. */
const look = async (query: string): Promise<void> => {
  await owner.go('/admin');
  await owner.go(`/admin/pages/network?${query}`);
  await settled(page);
};
const row = (id: number): Locator => page.locator(`[data-member="${String(id)}"]`);
const free = (parent: number, slot: number): Locator => page.locator(`[data-free="${String(parent)}/${String(slot)}"]`);
const placeOf = (memberId: number) => Position.findOne({ where: { treeId: tree.id, memberId } });
const placed = async (memberId: number): Promise<(number | null)[]> => {
  const position = await placeOf(memberId);
  return [position?.parentId ?? null, position?.slot ?? null];
};
const childrenOf = async (parentId: number): Promise<number[]> => {
  const below = await Position.findAll({ where: { treeId: tree.id, parentId }, order: ['slot'] });
  return below.map(({ memberId }) => memberId);
};
const lastOfAll = async (): Promise<Position> =>
  Position.findOne({ where: { treeId: tree.id }, order: [['id', 'DESC']], rejectOnEmpty: true });

describe('the network explorer', () => {
  test('shows three levels below the top, and more of a branch when it is opened', async () => {
    await look(`id=${String(top.id)}&filters.lift=0`);
    expect(await page.locator('[data-member]').count()).toBe(15);
    const [child = 0] = await childrenOf(top.id);
    const [grandchild = 0] = await childrenOf(child);
    const [last = 0] = await childrenOf(grandchild);
    const opened = row(last);
    await opened.getByRole('button', { name: /^Open / }).click();
    await settled(page);
    expect(await page.locator('[data-member]').count()).toBeGreaterThan(15);
    expect(await opened.getByRole('button', { name: /^Close / }).getAttribute('aria-expanded')).toBe('true');
  });

  test('finds a member by what he is called, and shows the way to him', async () => {
    const { memberId, parentId } = await lastOfAll();
    await look('');
    await page.getByRole('combobox', { name: /Find a member/ }).fill(String(memberId));
    await page.getByRole('option', { name: `#${String(memberId)}` }).waitFor();
    await page.keyboard.press('Enter');
    await row(memberId).waitFor();
    expect(await row(memberId).getAttribute('class')).toContain('chosen');
    expect(await row(parentId ?? 0).count()).toBe(1);
    const crumbs = page.getByRole('navigation', { name: 'Above' });
    expect(await crumbs.getByRole('button').count()).toBeGreaterThan(1);
    const side = page.locator('.network-side');
    await side.getByText('Stands under').waitFor();
    expect(await side.getByRole('link', { name: 'Record' }).getAttribute('href')).toContain(
      `/${String(memberId)}/show`,
    );
  });

  test('tells of the tree of sponsors what it tells of places', async () => {
    await look(`tab=sponsor&id=${String(top.id)}&filters.lift=0`);
    expect(await page.locator('[data-member]').count()).toBe(21);
    expect(await page.locator('[data-free]').count()).toBe(0);
    await page.getByRole('button', { name: /20 of \d+ shown/ }).click();
    await settled(page);
    expect(await page.locator('[data-member]').count()).toBe(41);
  });

  test('is walked through with the arrows', async () => {
    await look(`id=${String(top.id)}&filters.lift=0`);
    await row(top.id).locator('.who').focus();
    await page.keyboard.press('ArrowDown');
    const [first = 0] = await childrenOf(top.id);
    const at = () => page.evaluate(() => document.activeElement?.closest('[data-member]')?.getAttribute('data-member'));
    expect(await at()).toBe(String(first));
    await page.keyboard.press('ArrowLeft');
    expect(await row(first).locator('[aria-expanded]').getAttribute('aria-expanded')).toBe('false');
    await page.keyboard.press('ArrowLeft');
    expect(await at()).toBe(String(top.id));
  });

  test('says nothing on the console, and axe finds nothing serious, in either theme and language', async () => {
    const { memberId } = await lastOfAll();
    await look(`id=${String(memberId)}`);
    await page.locator('.network-side dl').waitFor();
    expect(await owner.faults()).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await owner.faults()).toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    const isNarrow = () => document.documentElement.scrollWidth <= window.innerWidth;
    expect(await page.evaluate(isNarrow)).toBe(true);
    expect(await owner.faults()).toEqual([]);
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.emulateMedia({ colorScheme: 'light' });
    expect(owner.complaints()).toEqual([]);
  });
});

describe('the holding tank beside it', () => {
  let waiting: { id: number; name: string };
  let place: { parent: number; slot: number };

  beforeEach(async () => {
    waiting = await waitingUnderTop();
    const { memberId } = await lastOfAll();
    await look(`id=${String(memberId)}`);
    await row(memberId)
      .getByRole('button', { name: /^Open / })
      .click();
    place = { parent: memberId, slot: 1 };
    await free(memberId, 1).waitFor();
  });

  test('gives somebody a place with the keyboard alone', async () => {
    await page.getByRole('button', { name: `Choose a place for ${waiting.name}` }).focus();
    await page.keyboard.press('Enter');
    await free(place.parent, place.slot).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByText(`${waiting.name} will stand under`).waitFor();
    await page.keyboard.press('Enter');
    await row(waiting.id).waitFor();
    expect(await placed(waiting.id)).toEqual([place.parent, place.slot]);
    const entry = await HoldingTankEntry.findOne({ where: { memberId: waiting.id }, rejectOnEmpty: true });
    expect(entry.placedAt).not.toBeNull();
    await page.locator(`[data-waiting="${String(waiting.id)}"]`).waitFor({ state: 'detached' });
  });

  test('gives somebody a place by dragging', async () => {
    await page.locator(`[data-waiting="${String(waiting.id)}"]`).dragTo(free(place.parent, place.slot));
    await page.getByRole('dialog').getByRole('button', { name: 'Place here' }).click();
    await row(waiting.id).waitFor();
    expect(await placed(waiting.id)).toEqual([place.parent, place.slot]);
  });

  test('puts somebody back when Escape is pressed', async () => {
    await page.getByRole('button', { name: `Choose a place for ${waiting.name}` }).click();
    await page.getByText(`Choose a free place for ${waiting.name}`).waitFor();
    await page.keyboard.press('Escape');
    await page.locator('.carried-bar').waitFor({ state: 'detached' });
    await free(place.parent, place.slot).click({ force: true });
    expect(await page.getByRole('dialog').count()).toBe(0);
    expect(await placed(waiting.id)).toEqual([null, null]);
  });

  test('says so when somebody else took the place meanwhile, and shows who', async () => {
    await page.getByRole('button', { name: `Choose a place for ${waiting.name}` }).click();
    await free(place.parent, place.slot).click();
    const quicker = await join(tree, {
      sponsorId: top.id,
      placement: { parentId: place.parent, slot: place.slot },
    });
    await page.getByRole('button', { name: 'Place here' }).click();
    await page.getByRole('dialog').getByRole('alert').getByText('no longer possible').waitFor();
    await page.getByRole('button', { name: 'Choose another place' }).click();
    await row(quicker.id).waitFor();
    expect(owner.complaints().filter((line) => !line.includes('409'))).toEqual([]);
  });
});

describe('moving a member there', () => {
  test('warns first, refuses a place below himself, and shows him where he stands then', async () => {
    const [left = 0, right = 0] = await childrenOf(top.id);
    const deepest = async (above: number): Promise<number> => {
      const [below] = await childrenOf(above);
      return below === undefined ? above : deepest(below);
    };
    const [below, elsewhere] = [await deepest(left), await deepest(right)];
    const pick = async (id: number): Promise<void> => {
      await owner.go(`/admin/pages/network?id=${String(id)}`);
      await free(id, 0).click();
    };
    await look(`id=${String(left)}`);
    await page.getByRole('button', { name: 'Move …' }).click();
    await pick(below);
    await page.getByRole('dialog').getByText('stays as it is').waitFor();
    await page.getByRole('button', { name: 'Move here' }).click();
    await page.getByRole('dialog').getByText('Nobody can stand below himself').waitFor();
    await page.getByRole('button', { name: 'Choose another place' }).click();
    await pick(elsewhere);
    await page.getByRole('button', { name: 'Move here' }).click();
    await row(left).waitFor();
    expect(await placed(left)).toEqual([elsewhere, 0]);
    expect(owner.complaints().filter((line) => !line.includes('422'))).toEqual([]);
  });
});

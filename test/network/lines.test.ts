import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Actor } from '../../src/core/actor.js';
import type { Member } from '../../src/network/member.js';
import { network } from '../../src/network/routes.js';
import { treeRoutes } from '../../src/network/tree-routes.js';
import type { Tree } from '../../src/network/tree.js';
import { join, joinMany, newTree } from '../support/network.js';
import { serve } from '../tracking/web.js';
import { keyTo, memberPerson, person } from './people.js';

const { call } = await serve(network, treeRoutes);
let tree: Tree;
let root: Member;
let middle: { actor: Actor; member: Member };
let admin: Actor;

/** Fifteen in full levels; the middle one stands left under the root. */
beforeAll(async () => {
  tree = await newTree(2);
  root = await join(tree);
  middle = await memberPerson(tree, { sponsorId: root.id });
  await joinMany(tree, root.id, 13);
  admin = await person(tree, 'admin');
});

const get = (path: string, as: Actor = admin) => call('GET', `/api/v1${path}`, { as });
type Item = { member_id: number; level: number; id: number };

async function allPages(path: string, as: Actor = admin): Promise<Item[]> {
  const items: Item[] = [];
  for (let after = ''; ;) {
    const [status, body] = await get(`${path}${path.includes('?') ? '&' : '?'}limit=4${after}`, as);
    expect(status).toBe(200);
    items.push(...(body['data'] as Item[]));
    if (!body['has_more']) return items;
    after = `&after=${encodeURIComponent(String(body['next_cursor']))}`;
  }
}

describe('the downline of a member', () => {
  test('comes in tree order, page by page, everybody once', async () => {
    const items = await allPages(`/members/${root.id}/downline`);
    expect(items.map(({ level }) => level)).toEqual([1, 2, 3, 3, 2, 3, 3, 1, 2, 3, 3, 2, 3, 3]);
    expect(new Set(items.map(({ member_id }) => member_id)).size).toBe(14);
  });

  test('ends at the level asked for', async () => {
    const items = await allPages(`/members/${root.id}/downline?levels=2`);
    expect(items.map(({ level }) => level)).toEqual([1, 2, 2, 1, 2, 2]);
  });

  test('takes no cursor of another member', async () => {
    const [, page] = await get(`/members/${root.id}/downline?limit=1`);
    const [status] = await get(`/members/${middle.member.id}/downline?after=${String(page['next_cursor'])}`);
    expect(status).toBe(400);
  });
});

describe('the upline of a member', () => {
  test('comes nearest first, page by page, by either tree', async () => {
    const below = await allPages(`/members/${root.id}/downline`);
    const leaf = below[2]?.member_id ?? 0;
    const up = [below[1]?.member_id, below[0]?.member_id, root.id];
    expect((await allPages(`/members/${leaf}/upline`)).map(({ member_id }) => member_id)).toEqual(up);
    const bySponsor = await allPages(`/members/${leaf}/upline?tree=sponsor`);
    expect(bySponsor.map(({ member_id }) => member_id)).toEqual([root.id]);
  });

  test('shows a member nothing of a line that does not lead to him', async () => {
    const [spilled] = await allPages(`/members/${middle.member.id}/downline`, middle.actor);
    expect(await allPages(`/members/${spilled?.member_id ?? 0}/upline?tree=sponsor`, middle.actor)).toEqual([]);
  });

  test('shows a member nobody above himself', async () => {
    const below = await allPages(`/members/${middle.member.id}/downline`, middle.actor);
    const seen = await allPages(`/members/${below[1]?.member_id}/upline`, middle.actor);
    expect(seen.at(-1)?.member_id).toBe(middle.member.id);
    expect(await allPages(`/members/${middle.member.id}/upline`, middle.actor)).toEqual([]);
  });
});

describe('a member', () => {
  test('sees himself and everybody below, and learns of nobody else', async () => {
    const all = (await allPages('/members')).map(({ id }) => id);
    const below = (await allPages(`/members/${middle.member.id}/downline`)).map(({ member_id }) => member_id);
    const own = [middle.member.id, ...below].sort((a, b) => a - b);
    expect((await allPages('/members', middle.actor)).map(({ id }) => id).sort((a, b) => a - b)).toEqual(own);
    for (const id of all) {
      const [status] = await get(`/members/${id}`, middle.actor);
      expect([id, status]).toEqual([id, own.includes(id) ? 200 : 404]);
    }
  });

  test('whom he brought stays in sight wherever he stands', async () => {
    const waiting = await join(tree, { sponsorId: middle.member.id, placement: 'manual' });
    expect((await get(`/members/${waiting.id}`, middle.actor))[0]).toBe(200);
    expect((await get('/holding-tank', middle.actor))[1]['data']).toMatchObject([{ member_id: waiting.id }]);
  });

  test('of another program does not exist for anybody here', async () => {
    const elsewhere = await newTree(2);
    const stranger = await join(elsewhere);
    expect((await get(`/members/${stranger.id}`))[0]).toBe(404);
    expect((await get(`/members/${root.id}`, keyTo(elsewhere, 'network:read')))[0]).toBe(404);
  });

  test('is shown with place, name and the number of people below', async () => {
    const [, body] = await get(`/members/${middle.member.id}`);
    expect(body).toMatchObject({
      name: 'Asha',
      place: { parent_id: root.id, slot: 0, level: 2 },
      downline: { members: 6, as_of: null },
      rank: null,
    });
  });
});

describe('the network explorer', () => {
  test('draws three levels with slots, volumes and how many stand right below', async () => {
    const [, body] = await get(`/network/${root.id}`);
    const nodes = body['nodes'] as Record<string, unknown>[];
    expect(body['width']).toBe(2);
    expect(nodes.map(({ depth }) => depth)).toEqual([1, 2, 2, 3, 3, 3, 3, ...Array<number>(8).fill(4)]);
    expect(nodes[0]).toMatchObject({ children: 2, free_slots: 0, volume: '0.00', parent_id: null, rank: null });
    expect(nodes.at(-1)).toMatchObject({ children: 0, free_slots: 2 });
  });

  test('begins at the top for staff and at himself for a member', async () => {
    expect((await get('/network'))[1]).toMatchObject({ width: 2, roots: [{ member_id: root.id }] });
    expect((await get('/network', middle.actor))[1]).toMatchObject({ roots: [{ member_id: middle.member.id }] });
    expect((await get(`/network/${root.id}`, middle.actor))[0]).toBe(404);
  });

  test('finds members by id, code, address and name, within what one sees', async () => {
    const found = async (text: string, as?: Actor) =>
      ((await get(`/member-matches?text=${encodeURIComponent(text)}`, as))[1]['data'] as Item[]).map(({ id }) => id);
    const { member } = middle;
    expect(await found(String(root.id))).toContain(root.id);
    expect(await found('affiliate-1@exa')).toContain(member.id);
    expect(await found('asha')).toContain(member.id);
    expect(await found('%')).toEqual([]);
    expect(await found(String(root.id), middle.actor)).toEqual([]);
  });
});

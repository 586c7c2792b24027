import { beforeAll, describe, expect, test } from '@jest/globals';
import { network } from '../../src/network/routes.js';
import type { Tree } from '../../src/network/tree.js';
import type { Actor } from '../../src/core/actor.js';
import { join, newTree, placeOf } from '../support/network.js';
import { serve } from '../tracking/web.js';
import { keyTo, person } from './people.js';

const { call } = await serve(network);
let tree: Tree;
let key: Actor;
let root: number;

beforeAll(async () => {
  tree = await newTree(2);
  key = keyTo(tree, 'network:write');
  root = (await join(tree, { externalId: 'root' })).id;
});

const add = (body: unknown, as: Actor | undefined = key) => call('POST', '/api/v1/members', { as, body });

describe('POST /members', () => {
  test('answers 201 with a member who stands in the next free slot', async () => {
    const [status, body] = await add({ external_id: 'one', sponsor_external_id: 'root' });
    expect(status).toBe(201);
    expect(body).toMatchObject({ external_id: 'one', sponsor_id: root, status: 'active', activated_at: null });
    expect(await placeOf(tree, { id: Number(body['id']) })).toEqual([root, 0, 2]);
  });

  test('takes a place of choice', async () => {
    const [, body] = await add({ external_id: 'chosen', sponsor_id: root, parent_id: root, slot: 1 });
    expect(await placeOf(tree, { id: Number(body['id']) })).toEqual([root, 1, 2]);
  });

  test('makes a root only for a key that may, an owner or an admin', async () => {
    expect((await add({ external_id: 'top' }))[0]).toBe(403);
    expect((await add({ external_id: 'top' }, keyTo(tree, 'network:write', 'network:roots')))[0]).toBe(201);
    expect((await add({ external_id: 'top-2' }, await person(tree, 'admin')))[0]).toBe(201);
  });

  test.each([
    ['nobody by name', { sponsor_id: 1 }, ['external_id']],
    ['a person of ours, by a key', { user_id: 1, sponsor_id: 1 }, ['user_id']],
    ['a slot without its parent', { external_id: 'x', sponsor_id: 1, slot: 0 }, ['slot']],
    ['two ways to place', { external_id: 'x', parent_id: 1, placement: 'left_chain' }, ['placement']],
    ['two sponsors', { external_id: 'x', sponsor_id: 1, sponsor_external_id: 'root' }, ['sponsor_external_id']],
    ['a sponsor whom nobody knows', { external_id: 'x', sponsor_id: 987_654 }, ['sponsor_id']],
    ['a slot that no tree has', { external_id: 'x', parent_id: 1, slot: -1 }, ['slot']],
    ['a status of choice', { external_id: 'x', sponsor_id: 1, status: 'closed' }, ['status']],
  ])('refuses %s and names the field', async (_what, body, path) => {
    const [status, fault] = await add(body);
    expect([status, fault['errors']]).toEqual([422, [expect.objectContaining({ pointer: `/${path.join('/')}` })]]);
  });

  test('refuses the same outside name again, other roles and visitors', async () => {
    expect((await add({ external_id: 'root', sponsor_id: root }))[0]).toBe(409);
    expect((await add({ external_id: 'y', sponsor_id: root }, await person(tree, 'telemarketer')))[0]).toBe(403);
    expect((await add({ external_id: 'y', sponsor_id: root }, keyTo(tree, 'network:read')))[0]).toBe(403);
    expect((await call('POST', '/api/v1/members', { body: { external_id: 'y' } }))[0]).toBe(401);
  });
});

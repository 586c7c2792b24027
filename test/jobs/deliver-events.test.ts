import { afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { system } from '../../src/core/actor.js';
import { command } from '../../src/core/command.js';
import { anyone } from '../../src/core/policy.js';
import { installConsequences } from '../../src/core/work.js';
import { deliverEvents } from '../../src/jobs/deliver-events.js';
import type { Consumers, Delivery } from '../../src/jobs/deliver-events.js';
import { asOwner } from '../support/database.js';

beforeAll(() => {
  installConsequences({});
});
afterEach(() => asOwner('DELETE FROM outbox'));

const close = command({
  name: 'toy.close',
  input: z.object({ userIds: z.array(z.number()) }),
  allow: anyone,
  run({ input, emit }) {
    for (const userId of input.userIds) emit({ type: 'user.closed', userId });
    if (input.userIds.includes(13)) throw new Error('this command fails');
    return Promise.resolve();
  },
});

const outbox = () =>
  asOwner<{ status: string; attempts: number; error: string | null }>(
    'SELECT status, attempts, error FROM outbox ORDER BY id',
  );
const makeDue = () => asOwner(`UPDATE outbox SET lease_until = NULL WHERE status = 'waiting'`);

function recorder(): { heard: number[]; consumers: Consumers } {
  const heard: number[] = [];
  const consume = ({ event }: Delivery<'user.closed'>) => Promise.resolve(void heard.push(event.userId));
  return { heard, consumers: { 'user.closed': [{ name: 'recorder', consume }] } };
}

describe('an event', () => {
  test('of a committed command reaches its consumers once, in order', async () => {
    const { heard, consumers } = recorder();
    await close(system(), { userIds: [3, 1, 2] });
    await deliverEvents(consumers);
    await deliverEvents(consumers);
    expect(heard).toEqual([3, 1, 2]);
    expect(await outbox()).toEqual(Array(3).fill({ status: 'delivered', attempts: 1, error: null }));
  });

  test('of a command that failed reaches nobody', async () => {
    const { heard, consumers } = recorder();
    await expect(close(system(), { userIds: [13] })).rejects.toThrow('this command fails');
    await deliverEvents(consumers);
    expect(heard).toEqual([]);
  });

  test('that many workers look for at once is delivered once', async () => {
    const { heard, consumers } = recorder();
    await close(system(), { userIds: Array.from({ length: 60 }, (_, index) => 100 + index) });
    await Promise.all(Array.from({ length: 8 }, () => deliverEvents(consumers)));
    expect(heard).toHaveLength(60);
    expect(new Set(heard).size).toBe(60);
  });

  test('whose consumer fails comes again later, with the reason kept, and then reaches it', async () => {
    let isDown = true;
    const heard: number[] = [];
    const flaky = ({ event }: Delivery<'user.closed'>) => {
      if (isDown) return Promise.reject(new Error('the line is busy'));
      return Promise.resolve(void heard.push(event.userId));
    };
    const consumers: Consumers = { 'user.closed': [{ name: 'flaky', consume: flaky }] };
    await close(system(), { userIds: [7] });
    await deliverEvents(consumers);
    expect(await outbox()).toEqual([{ status: 'waiting', attempts: 1, error: 'flaky: the line is busy' }]);
    await deliverEvents(consumers);
    expect((await outbox())[0]?.attempts).toBe(1);
    isDown = false;
    await makeDue();
    await deliverEvents(consumers);
    expect(heard).toEqual([7]);
    expect(await outbox()).toEqual([{ status: 'delivered', attempts: 2, error: null }]);
  });

  test('that never succeeds is failed in the end, and keeps its error', async () => {
    const consumers: Consumers = {
      'user.closed': [{ name: 'broken', consume: () => Promise.reject(new Error('no such address')) }],
    };
    await close(system(), { userIds: [8] });
    for (let attempt = 0; attempt < 20; attempt += 1) {
      await makeDue();
      await deliverEvents(consumers);
    }
    expect(await outbox()).toEqual([{ status: 'failed', attempts: 15, error: 'broken: no such address' }]);
  });

  test('whose worker overslept its lease is finished only by the one that took it over', async () => {
    const { heard, consumers } = recorder();
    await close(system(), { userIds: [9] });
    let wake: () => void = () => undefined;
    const slow: Consumers = {
      'user.closed': [{ name: 'slow', consume: () => new Promise((resolve) => (wake = () => resolve())) }],
    };
    const sleeper = deliverEvents(slow);
    while ((await outbox())[0]?.attempts !== 1);
    await makeDue();
    await deliverEvents(consumers);
    await asOwner(`UPDATE outbox SET delivered_at = '2001-01-01'`);
    wake();
    await sleeper;
    expect(heard).toEqual([9]);
    const [row] = await asOwner<{ year: number }>('SELECT extract(year FROM delivered_at)::int AS year FROM outbox');
    expect(row?.year).toBe(2001);
  });

  test('nobody listens to is done all the same', async () => {
    await close(system(), { userIds: [1] });
    await deliverEvents({});
    expect((await outbox())[0]?.status).toBe('delivered');
  });
});

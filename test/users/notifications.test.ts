import { describe, expect, test } from '@jest/globals';
import { system } from '../../src/core/actor.js';
import { actorOf } from '../../src/users/actor-of.js';
import { notifications } from '../../src/users/notifications.js';
import { Notification } from '../../src/users/notification.js';
import { notify } from '../../src/users/notify.js';
import { readNotification } from '../../src/users/read-notification.js';
import { newActor, newUser } from './people.js';

const user = await newUser('affiliate');
const actor = actorOf(user, null);
const told = { userId: user.id, kind: 'payout.paid', title: 'Your payout has been paid' };

describe('a notification', () => {
  test('is told once per cause, however often that is delivered', async () => {
    const first = await notify(system(), { ...told, source: 'outbox/1' });
    const again = await notify(system(), { ...told, source: 'outbox/1', title: 'Other words' });
    expect([again.id, again.title]).toEqual([first.id, told.title]);
    await Promise.allSettled([1, 2, 3].map(() => notify(system(), { ...told, source: 'outbox/2' })));
    expect(await Notification.count({ where: { userId: user.id } })).toBe(2);
  });

  test('is seen and marked read by its person only', async () => {
    const { id } = await notify(system(), { ...told, source: 'outbox/3', path: '/my/payouts' });
    const stranger = await newActor('owner');
    await expect(readNotification(stranger, { notificationId: id })).rejects.toMatchObject({ code: 'not_found' });
    expect((await notifications(stranger, {})).data).toEqual([]);
    const { readAt } = await readNotification(actor, { notificationId: id });
    expect(readAt).toBeInstanceOf(Date);
    expect((await readNotification(actor, { notificationId: id })).readAt).toEqual(readAt);
    expect((await notifications(actor, {})).data.map((one) => one.path)).toContain('/my/payouts');
  });

  test('leads nowhere else', async () => {
    for (const path of ['//evil.example.com', 'https://evil.example.com', 'javascript:alert(1)']) {
      const attempt = notify(system(), { ...told, source: 'outbox/4', path });
      await expect(attempt).rejects.toMatchObject({ code: 'invalid' });
    }
  });

  test('is not for people to make', async () => {
    await expect(notify(actor, { ...told, source: 'mine' })).rejects.toMatchObject({ code: 'not_allowed' });
  });
});

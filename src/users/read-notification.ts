import { z } from 'zod';
import { command } from '../core/command.js';
import { lockOrRefuse } from '../core/lock.js';
import { id } from '../core/parse.js';
import { signedIn } from '../core/policy.js';
import { Notification } from './notification.js';
import { personOf } from './person.js';

/** A person has seen one of the own notifications. */
export const readNotification = command({
  name: 'notification.read',
  input: z.strictObject({ notificationId: id }),
  allow: signedIn,

  async run({ input, actor, now, tx }) {
    const notification = await lockOrRefuse(Notification, input.notificationId, tx, { userId: personOf(actor) });
    return notification.set({ readAt: notification.readAt ?? now }).save({ transaction: tx });
  },
});

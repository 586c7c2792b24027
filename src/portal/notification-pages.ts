import { z } from 'zod';
import { id } from '../core/parse.js';
import { Notification } from '../users/notification.js';
import { readNotification } from '../users/read-notification.js';
import { memberPage } from './member-page.js';
import { before, pageOfRows } from './page-of-rows.js';

memberPage({
  method: 'get',
  path: '/my/notifications',
  summary: 'What a member has been told',
  input: before,

  async show({ me, input, show }) {
    const { rows, next } = await pageOfRows(Notification, { userId: me.user.id }, input.before);
    return show('notifications', { rows, next });
  },
});

memberPage({
  method: 'post',
  path: '/my/notifications/:notificationId/reading',
  summary: 'Mark a notification as read',
  input: z.strictObject({ notificationId: id }),

  async show({ me, input }) {
    await readNotification(me.actor, input);
    return { goTo: '/my/notifications' };
  },
});

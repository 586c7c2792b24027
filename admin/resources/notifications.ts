import { Notification } from '../../src/users/notification.js';
import { readNotification } from '../../src/users/read-notification.js';
import { staff } from '../policies.js';
import { commandAction } from '../support/panel-action.js';
import { resource } from '../support/resource.js';

export const notifications = resource(Notification, {
  group: 'work',
  icon: 'Bell',
  see: staff,
  /** Everybody reads the own only, whatever the role. */
  scope: ({ userId }) => ({ userId }),
  title: 'title',
  list: ['title', 'body', 'kind', 'readAt', 'createdAt'],
  filters: ['kind', 'readAt', 'createdAt'],
  search: ['title', 'body'],
  columns: { kind: { kind: 'code' } },
  actions: {
    read: commandAction({
      command: readNotification,
      icon: 'Check',
      when: ({ readAt }) => readAt === null,
      input: ({ id }) => ({ notificationId: id }),
      bulk: true,
    }),
  },
});

import { z } from 'zod';
import { signedIn } from '../core/policy.js';
import { list } from '../http/list.js';
import { Notification } from './notification.js';
import { personOf } from './person.js';

export const notificationSchema = z.object({
  id: z.number(),
  kind: z.string(),
  title: z.string(),
  body: z.string().nullable(),
  path: z.string().nullable(),
  readAt: z.date().nullable(),
  createdAt: z.date(),
});

export const presentNotification = (one: Notification): z.input<typeof notificationSchema> => ({
  id: one.id,
  kind: one.kind,
  title: one.title,
  body: one.body,
  path: one.path,
  readAt: one.readAt,
  createdAt: one.createdAt,
});

/** What a person has been told. */
export const notifications = list({
  name: 'notifications.list',
  row: Notification,
  allow: signedIn,
  scope: (actor) => ({ userId: personOf(actor) }),
  present: presentNotification,
});

import { endpoint, nothing } from '../http/endpoint.js';
import { pageOf } from '../http/list.js';
import { group } from '../http/route.js';
import { changeRole } from './change-role.js';
import { closeUser } from './close-user.js';
import { createUser } from './create-user.js';
import { disableUser } from './disable-user.js';
import { enableUser } from './enable-user.js';
import { notificationSchema, notifications, presentNotification } from './notifications.js';
import { me, onePerson, people } from './people.js';
import { presentUser, userSchema } from './present-user.js';
import { readNotification } from './read-notification.js';
import { sendPasswordReset } from './request-password-reset.js';
import { updateProfile, updateUser } from './update-user.js';

export const users = group('users');

endpoint(users, {
  method: 'get',
  path: '/users/me',
  summary: 'Who I am',
  query: me,
  present: presentUser,
  answer: userSchema,
});

endpoint(users, {
  method: 'patch',
  path: '/users/me',
  summary: 'Change my details',
  command: updateProfile,
  present: presentUser,
  answer: userSchema,
});

endpoint(users, {
  method: 'get',
  path: '/users/me/notifications',
  summary: 'What I have been told',
  query: notifications,
  answer: pageOf(notificationSchema),
});

endpoint(users, {
  method: 'put',
  path: '/users/me/notifications/:notificationId/reading',
  summary: 'I have read this',
  command: readNotification,
  present: presentNotification,
  answer: notificationSchema,
});

endpoint(users, {
  method: 'get',
  path: '/users',
  summary: 'People: everyone, or the own team',
  query: people,
  answer: pageOf(userSchema),
});

endpoint(users, {
  method: 'post',
  path: '/users',
  summary: 'Invite somebody in a role',
  command: createUser,
  present: presentUser,
  answer: userSchema,
  status: 201,
});

endpoint(users, {
  method: 'get',
  path: '/users/:userId',
  summary: 'A person',
  query: onePerson,
  present: presentUser,
  answer: userSchema,
});

endpoint(users, {
  method: 'patch',
  path: '/users/:userId',
  summary: "Correct a person's details",
  command: updateUser,
  present: presentUser,
  answer: userSchema,
});

endpoint(users, {
  method: 'put',
  path: '/users/:userId/role',
  summary: 'Give a person another role',
  command: changeRole,
  present: presentUser,
  answer: userSchema,
});

endpoint(users, {
  method: 'put',
  path: '/users/:userId/suspension',
  summary: 'Lock a person out',
  command: disableUser,
  present: presentUser,
  answer: userSchema,
});

endpoint(users, {
  method: 'delete',
  path: '/users/:userId/suspension',
  summary: 'Let a person in again',
  command: enableUser,
  present: presentUser,
  answer: userSchema,
});

endpoint(users, {
  method: 'post',
  path: '/users/:userId/password-resets',
  summary: 'Have a link to set a new password sent to a person',
  command: sendPasswordReset,
  answer: nothing,
});

endpoint(users, {
  method: 'delete',
  path: '/users/:userId',
  summary: "Close a person's account for good",
  command: closeUser,
  answer: nothing,
});

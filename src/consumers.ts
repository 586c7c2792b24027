import type { Consumers } from './jobs/deliver-events.js';
import { confirmNewAddress, sendCode, sendResetLink, welcome } from './users/mails.js';

/** Who hears of what, once it is committed. */
export const consumers: Consumers = {
  'user.registered': [welcome],
  'user.email_changed': [confirmNewAddress],
  'user.password_reset_requested': [sendResetLink],
  'one_time_code.issued': [sendCode],
};

import type { EventType } from '../core/events.js';
import type { Consumer, Delivery } from '../jobs/deliver-events.js';
import type { Letter } from '../mail/letter.js';
import { sendLetter } from '../mail/send-letter.js';
import { codeLetter, invitationLetter, resetLetter, verificationLetter } from './letters.js';
import { setPasswordLink, verifyEmailLink } from './links.js';
import { OneTimeCode } from './one-time-code.js';
import { UserCredential } from './user-credential.js';
import { User } from './user.js';

// What people are written once something about their account is committed. Nothing is sent to those who have left
// in the meantime.

/** To whoever made an account: confirm the address. To whoever was given one: set a password. */
export const welcome: Consumer<'user.registered'> = {
  name: 'users.welcome',
  consume: (delivery) =>
    writeTo(delivery.event.userId, delivery, async (user) => {
      if (!(await UserCredential.findByPk(user.id))) return invitationLetter(user, setPasswordLink(user, 'invitation'));
      return user.emailVerifiedAt ? null : verificationLetter(user, verifyEmailLink(user));
    }),
};

export const confirmNewAddress: Consumer<'user.email_changed'> = {
  name: 'users.confirm-new-address',
  consume: (delivery) =>
    writeTo(delivery.event.userId, delivery, async (user) => verificationLetter(user, verifyEmailLink(user))),
};

export const sendResetLink: Consumer<'user.password_reset_requested'> = {
  name: 'users.send-reset-link',
  consume: (delivery) =>
    writeTo(delivery.event.userId, delivery, async (user) => resetLetter(user, setPasswordLink(user, 'reset'))),
};

export const sendCode: Consumer<'one_time_code.issued'> = {
  name: 'users.send-code',
  async consume(delivery) {
    const code = await OneTimeCode.findByPk(delivery.event.oneTimeCodeId);
    if (!code?.userId || code.usedAt) return;
    await writeTo(code.userId, delivery, async (user) => codeLetter(user, code.digits()));
  },
};

async function writeTo<T extends EventType>(
  userId: number,
  { outboxId }: Delivery<T>,
  compose: (user: User) => Promise<Letter | null>,
): Promise<void> {
  const user = await User.findByPk(userId);
  if (user?.status !== 'active' || user.email === null) return;
  const letter = await compose(user);
  if (letter) await sendLetter({ to: user.email, letter, source: `outbox-${String(outboxId)}` });
}

import { endpoint, nothing } from '../http/endpoint.js';
import { group } from '../http/route.js';
import { closeOwnAccount } from './close-user.js';
import { codeLimits, guessLimits, linkLimits, registerLimits, signInLimits } from './limits.js';
import { presentUser, userSchema } from './present-user.js';
import { refreshSession, sessionOrRefuse } from './refresh-session.js';
import { register } from './register.js';
import { requestPasswordReset } from './request-password-reset.js';
import { sessionSchema } from './session.js';
import { changePassword, setPassword } from './set-password.js';
import { requestCode, signInByCode } from './sign-in-by-code.js';
import { signIn } from './sign-in.js';
import { signOut, signOutEverywhere } from './sign-out.js';
import { verifyEmail } from './verify-email.js';

// Answers with tokens are never kept for an Idempotency-Key.

export const auth = group('auth');

endpoint(auth, {
  method: 'post',
  path: '/auth/login',
  summary: 'Sign in with e-mail address or username and password',
  command: signIn,
  answer: sessionSchema,
  limits: signInLimits,
  idempotency: 'none',
});

endpoint(auth, {
  method: 'post',
  path: '/auth/refresh',
  summary: 'Change a refresh token for new tokens; each works once',
  command: refreshSession,
  present: sessionOrRefuse,
  answer: sessionSchema,
  idempotency: 'none',
});

endpoint(auth, {
  method: 'post',
  path: '/auth/logout',
  summary: 'End the session of a refresh token',
  command: signOut,
  answer: nothing,
});

endpoint(auth, {
  method: 'delete',
  path: '/auth/sessions',
  summary: 'End all own sessions on all devices',
  command: signOutEverywhere,
  answer: nothing,
});

endpoint(auth, {
  method: 'post',
  path: '/auth/register',
  summary: 'Make an account; a mail asks to confirm the address',
  command: register,
  present: presentUser,
  answer: userSchema,
  status: 201,
  limits: registerLimits,
});

endpoint(auth, {
  method: 'post',
  path: '/auth/verify-email',
  summary: 'Confirm an e-mail address with the token from the mail',
  command: verifyEmail,
  present: presentUser,
  answer: userSchema,
  limits: linkLimits,
});

endpoint(auth, {
  method: 'post',
  path: '/auth/password-resets',
  summary: 'Ask for a link to set a new password',
  command: requestPasswordReset,
  answer: nothing,
  limits: codeLimits,
});

endpoint(auth, {
  method: 'put',
  path: '/auth/password',
  summary: 'Set a password with the token from the mail',
  command: setPassword,
  present: presentUser,
  answer: userSchema,
  limits: linkLimits,
});

endpoint(auth, {
  method: 'post',
  path: '/auth/codes',
  summary: 'Ask for a one-time code to sign in with',
  command: requestCode,
  answer: nothing,
  limits: codeLimits,
});

endpoint(auth, {
  method: 'post',
  path: '/auth/codes/sessions',
  summary: 'Sign in with a one-time code',
  command: signInByCode,
  present: sessionOrRefuse,
  answer: sessionSchema,
  limits: guessLimits,
  idempotency: 'none',
});

endpoint(auth, {
  method: 'put',
  path: '/users/me/password',
  summary: 'Set a new password with the present one; all other sessions end',
  command: changePassword,
  answer: sessionSchema,
  limits: signInLimits,
});

endpoint(auth, {
  method: 'delete',
  path: '/users/me',
  summary: 'Close the own account for good',
  command: closeOwnAccount,
  answer: nothing,
});

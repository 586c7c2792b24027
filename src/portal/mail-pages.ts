import { z } from 'zod';
import { page } from '../http/page.js';
import type { Limit } from '../http/limit.js';
import { group } from '../http/route.js';
import { setPassword } from '../users/set-password.js';
import { verifyEmail } from '../users/verify-email.js';
import { attempt } from './attempt.js';
import { pageFacts, showPage } from './show-page.js';

// Where the links in mails lead. Looking at a page changes nothing: mail programs open links by themselves.

export const mailPages = group('pages');

const token = z.string().max(2000).default('');
const limits: readonly Limit[] = [{ name: 'mail-pages', points: 30, seconds: 60, by: 'address' }];

page(mailPages, {
  method: 'get',
  path: '/verify-email',
  summary: 'Confirm an e-mail address',
  hidden: true,
  input: z.strictObject({ token }),
  limits,
  show: (visit) => showPage(pageFacts(visit), 'verify-email', visit.input),
});

page(mailPages, {
  method: 'post',
  path: '/verify-email',
  summary: 'Confirm an e-mail address',
  hidden: true,
  input: z.strictObject({ token }),
  limits,

  async show(visit) {
    const { refusal } = await attempt(verifyEmail(visit.actor, visit.input));
    const words = refusal ? 'mail.expired' : 'mail.confirmed';
    return showPage(pageFacts(visit), 'mail-done', { words }, refusal?.status);
  },
});

page(mailPages, {
  method: 'get',
  path: '/set-password',
  summary: 'Choose a password',
  hidden: true,
  input: z.strictObject({ token }),
  limits,
  show: (visit) => showPage(pageFacts(visit), 'set-password', { ...visit.input, fault: null }),
});

page(mailPages, {
  method: 'post',
  path: '/set-password',
  summary: 'Choose a password',
  hidden: true,
  input: z.strictObject({ token, password: z.string().max(1000).default('') }),
  limits,

  async show(visit) {
    const facts = pageFacts(visit);
    const { refusal } = await attempt(setPassword(visit.actor, visit.input));
    const isAboutPassword = refusal?.details.faults?.some(({ path }) => path[0] === 'password') ?? false;
    if (isAboutPassword) {
      const fault = facts.say.text('join.fields.password');
      return showPage(facts, 'set-password', { token: visit.input.token, fault }, refusal?.status);
    }
    const words = refusal ? 'mail.expired' : 'mail.password.done';
    return showPage(facts, 'mail-done', { words }, refusal?.status);
  },
});

import type { Request } from 'express';
import { z } from 'zod';
import { Refusal } from '../core/errors.js';
import { addressPrefix } from '../http/address-prefix.js';
import { consumeFor, forgive } from '../http/limit.js';
import type { Limit } from '../http/limit.js';
import { page } from '../http/page.js';
import type { Shown } from '../http/page.js';
import type { Visit } from '../http/raw-route.js';
import { checkPassword } from '../users/check-password.js';
import { attempt } from './attempt.js';
import { memberPage, memberPages } from './member-page.js';
import { chooseProgram, closeSession, openSession, sessionOf } from './session.js';
import { pageFacts, showPage } from './show-page.js';

const perAddress: Limit = { name: 'portal-login-address', points: 30, seconds: 300, by: 'address' };
const perAccount: Limit = { name: 'portal-login-account', points: 10, seconds: 300, by: 'address' };

const text = z.string().max(1000).default('');

page(memberPages, {
  method: 'get',
  path: '/my/login',
  summary: 'Sign in to the member area',
  hidden: true,
  input: z.strictObject({ next: text }),
  limits: [],

  async show(visit) {
    const next = placeAfter(visit.input.next);
    return (await sessionOf(visit.request)) ? { goTo: next } : showLogin(visit, { login: '', next });
  },
});

page(memberPages, {
  method: 'post',
  path: '/my/login',
  summary: 'Sign in to the member area',
  hidden: true,
  input: z.strictObject({ login: text, password: text, next: text }),
  limits: [],

  async show(visit) {
    const { login, password, next } = visit.input;
    const given = { login, next: placeAfter(next) };
    const counted = login.normalize('NFC').trim().toLowerCase().slice(0, 254) || '-';
    const { refusal } = await attempt(countLogin(visit.request, counted));
    if (refusal) return showLogin(visit, given, refusal);
    const user = await checkPassword(login, password);
    if (!user) return showLogin(visit, given, new Refusal('bad_credentials', 'These credentials are not right.'));
    await forgive(perAccount, counted);
    await openSession(visit, user, null);
    return { goTo: given.next };
  },
});

page(memberPages, {
  method: 'post',
  path: '/my/logout',
  summary: 'Sign out of the member area',
  hidden: true,
  input: z.strictObject({}),

  async show({ request, response }) {
    await closeSession(request, response);
    return { goTo: '/my/login' };
  },
});

memberPage({
  method: 'post',
  path: '/my/program',
  summary: 'Look at another program',
  input: z.strictObject({ program: z.string().max(50) }),

  async show({ me, input, visit }) {
    const program = me.programs.find(({ key }) => key === input.program);
    if (program) await chooseProgram(visit.request, program.id);
    return { goTo: '/my' };
  },
});

/** Guessing is limited per address, whatever is guessed, and per account, whoever guesses. */
async function countLogin(request: Request, login: string): Promise<void> {
  await consumeFor(perAddress, addressPrefix(request.ip));
  await consumeFor(perAccount, login);
}

/** Only places of the member area; anything else leads to its front page. */
const placeAfter = (next: string): string => (/^\/my(?:[/?][\w./?=&%-]*)?$/.test(next) ? next : '/my');

function showLogin(visit: Visit<unknown>, given: { login: string; next: string }, refusal?: Refusal): Shown {
  visit.response.set('Cache-Control', 'no-store');
  const fault = refusal && (refusal.code === 'rate_limited' ? 'login.tooMany' : 'login.wrong');
  const seconds = refusal?.details.retryAfterSeconds;
  if (seconds !== undefined) visit.response.set('Retry-After', String(seconds));
  return showPage(pageFacts(visit), 'portal/login', { ...given, fault: fault ?? null }, refusal?.status ?? 200);
}

import { z } from 'zod';
import type { Refusal } from '../core/errors.js';
import { page } from '../http/page.js';
import type { Shown } from '../http/page.js';
import type { Limit } from '../http/limit.js';
import type { Visit } from '../http/raw-route.js';
import { group } from '../http/route.js';
import { signUp } from '../signup/sign-up.js';
import { codeIn } from '../tracking/browser-facts.js';
import { tokenFromCookie } from '../tracking/referral-cookie.js';
import { arriveOnPage, recorded } from '../tracking/arrive.js';
import { tokenIn } from './arrival.js';
import { attempt, faultsOf } from './attempt.js';
import { languageOf } from './language.js';
import type { Say } from './say.js';
import { pageFacts, showPage } from './show-page.js';

export const joinPages = group('pages');

const text = (max: number) => z.string().max(max).default('');
const joinForm = z.strictObject({
  ref: text(100),
  referralToken: text(100),
  firstName: text(500),
  lastName: text(500),
  email: text(500),
  password: text(1000),
});
type JoinForm = z.output<typeof joinForm>;

const joinLimit: Limit = { name: 'join', points: 20, seconds: 60, by: 'address' };

page(joinPages, {
  method: 'get',
  path: '/join',
  summary: 'Become a member, under whoever sent one',
  hidden: true,
  input: z.strictObject({}),
  limits: [joinLimit],

  async show(visit) {
    const { request, response } = visit;
    await recorded(response, () => arriveOnPage(request, response));
    const known = { ref: codeIn(request.query) ?? '', referralToken: tokenIn(request) ?? '' };
    return showJoin(visit, { ...joinForm.parse({}), ...known });
  },
});

page(joinPages, {
  method: 'post',
  path: '/join',
  summary: 'Become a member',
  hidden: true,
  input: joinForm,
  limits: [joinLimit],

  async show(visit) {
    const { ref, referralToken, ...person } = visit.input;
    const sent = {
      ...(ref ? { referralCode: ref } : {}),
      ...(referralToken ? { referralToken } : {}),
      cookie: tokenFromCookie(visit.request.headers.cookie),
    };
    const wish = { ...person, ...sent, language: languageOf(visit.request) };
    const { refusal } = await attempt(signUp(visit.actor, wish));
    if (refusal) return showJoin(visit, visit.input, refusal);
    return showPage(pageFacts(visit), 'mail-done', { words: 'join.done' }, 201);
  },
});

function showJoin(visit: Visit<unknown>, { password: _secret, ...form }: JoinForm, refusal?: Refusal): Shown {
  const facts = pageFacts(visit);
  const faults = Object.fromEntries(faultsOf(refusal).map((fault) => [fault.field, faultText(facts.say, fault)]));
  const alert = refusal ? facts.say.text(alertOf(refusal)) : null;
  return showPage(facts, 'join', { form, faults, alert }, refusal?.status);
}

function alertOf({ code }: Refusal): 'join.taken' | 'join.closed' | 'join.fault' {
  if (code === 'duplicate') return 'join.taken';
  return code === 'not_allowed' ? 'join.closed' : 'join.fault';
}

function faultText({ text: say }: Say, { field, isEmpty }: ReturnType<typeof faultsOf>[number]): string {
  if (field === 'password') return say('join.fields.password');
  if (isEmpty) return say('order.fields.missing');
  return say(field === 'email' ? 'order.fields.email' : 'order.fields.other');
}

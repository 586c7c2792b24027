import { promisify } from 'node:util';
import type { Request, RequestHandler, Response, Router } from 'express';
import { z } from 'zod';
import { Refusal } from '../src/core/errors.js';
import { addressPrefix } from '../src/http/address-prefix.js';
import { consumeFor, forgive } from '../src/http/limit.js';
import type { Limit } from '../src/http/limit.js';
import { checkPassword } from '../src/users/check-password.js';
import type { User } from '../src/users/user.js';
import { languages } from '../src/users/user.js';
import { keepAppearance, appearanceOf, themes } from './appearance.js';
import { loginPage } from './login-page.js';
import { mayEnter, personOf } from './person.js';
import type { Person } from './person.js';
import { cookieName } from './session.js';

const perAddress: Limit = { name: 'panel-login-address', points: 30, seconds: 300, by: 'address' };
const perAccount: Limit = { name: 'panel-login-account', points: 10, seconds: 300, by: 'address' };

const people = new WeakMap<Request, Person>();

/** Who is signed in on this request, once `requirePerson` has let it pass. */
export function signedIn(request: Request): Person {
  const person = people.get(request);
  if (!person) throw new Refusal('sign_in_required', 'Sign in first.');
  return person;
}

/** To whom an answer is told: whoever is signed in, or the chooser of a language on the login page. */
export const listenerOf = (request: Request): Pick<Person, 'language' | 'program'> =>
  people.get(request) ?? { language: appearanceOf(request).language ?? 'en', program: null };

/** Everything but the login page needs a person; the API says so in JSON, a page leads to the login. */
export const requirePerson: RequestHandler = async (request, response, next) => {
  const person = await personOf(request);
  if (person) people.set(request, person);
  if (person) return next();
  if (request.path.startsWith('/api'))
    return next(new Refusal('sign_in_required', 'Your session has ended. Sign in again.'));
  response.redirect(303, `/admin/login?next=${encodeURIComponent(request.originalUrl)}`);
};

/** The pages of signing in and out. They stand before `requirePerson`. */
export function openDoors(router: Router): void {
  router.get('/login', showLogin);
  router.post('/login', logIn);
  router.post('/logout', logOut);
}

/** What a person chooses for the own view: the program in use, light or dark, the language. */
export function takeChoices(router: Router): void {
  router.post('/program', chooseProgram);
  router.post('/appearance', chooseAppearance);
}

const showLogin: RequestHandler = async (request, response) => {
  const next = safePath(request.query['next']);
  if (await personOf(request)) return response.redirect(303, next);
  sendLogin(request, response, { next });
};

const credentials = z.object({
  login: z.string().max(254).default(''),
  password: z.string().max(200).default(''),
  next: z.string().optional(),
});

const logIn: RequestHandler = async (request, response) => {
  const { login, password, next } = credentials.catch({ login: '', password: '' }).parse(request.body);
  const page = { next: safePath(next), login };
  const counted = login.normalize('NFC').trim().toLowerCase();
  try {
    await consumeFor(perAddress, addressPrefix(request.ip));
    await consumeFor(perAccount, counted || '-');
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'rate_limited') throw error;
    response.status(429).set('Retry-After', String(error.details.retryAfterSeconds ?? 60));
    return sendLogin(request, response, { ...page, fault: 'tooMany' });
  }
  const user = await checkPassword(login, password);
  if (!user) return sendLogin(request, response.status(401), { ...page, fault: 'wrong' });
  if (!mayEnter(user)) return sendLogin(request, response.status(403), { ...page, fault: 'notStaff' });
  await forgive(perAccount, counted);
  await begin(request, user);
  response.redirect(303, page.next);
};

/** A new session id at login, so that an id planted before is worth nothing. */
async function begin(request: Request, user: User): Promise<void> {
  await promisify(request.session.regenerate.bind(request.session))();
  Object.assign(request.session, {
    userId: user.id,
    version: user.sessionVersion,
    startedAt: Date.now(),
    programId: null,
  });
  await promisify(request.session.save.bind(request.session))();
}

const logOut: RequestHandler = async (request, response) => {
  await promisify(request.session.destroy.bind(request.session))();
  response.clearCookie(cookieName, { path: '/admin' }).redirect(303, '/admin/login');
};

const chooseProgram: RequestHandler = (request, response) => {
  const { programId, next } = z
    .object({ programId: z.coerce.number(), next: z.string().optional() })
    .parse(request.body);
  if (signedIn(request).programs.some(({ id }) => id === programId)) request.session.programId = programId;
  response.redirect(303, safePath(next));
};

const choice = z.object({
  theme: z.enum(themes).optional().catch(undefined),
  language: z.enum(languages).optional().catch(undefined),
  next: z.string().optional(),
});

const chooseAppearance: RequestHandler = (request, response) => {
  const { next, theme, language } = choice.parse(request.body);
  keepAppearance(request, response, { ...(theme && { theme }), ...(language && { language }) });
  response.redirect(303, safePath(next));
};

type Told = Omit<Parameters<typeof loginPage>[0], 'language' | 'theme'>;

function sendLogin(request: Request, response: Response, told: Told): void {
  const { language = 'en', theme } = appearanceOf(request);
  response
    .type('html')
    .set('Cache-Control', 'no-store')
    .send(loginPage({ ...told, language, theme }));
}

/** Only paths inside the panel: never another site, however it is spelled. */
function safePath(next: unknown): string {
  const isInside =
    typeof next === 'string' && /^\/admin(\/[\w\-./~%]*)?(\?[\w\-.~%=&,+]*)?$/.test(next) && !next.includes('..');
  return isInside && !next.startsWith('/admin/login') ? next : '/admin';
}

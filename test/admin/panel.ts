import type { ReduxState } from 'adminjs';
import '../support/database.js';
import { demoLogins, seedDemo } from '../../seeders/demo.js';
import { startWeb } from '../support/programs.js';

export const staff = ['owner', 'admin', 'funds_coordinator', 'team_lead', 'buyer', 'telemarketer'] as const;
export type Staff = (typeof staff)[number];

export interface Reply {
  url: string;
  status: number;
  headers: Headers;
  text: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests read whatever came
  body: any;
}

/** One person's way into the panel over HTTP, as the browser would go. */
export interface Seat {
  role: string;
  cookie: string;
  get(path: string, headers?: Record<string, string>): Promise<Reply>;
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Reply>;
  /** What the page's state says this person may open. */
  state(): Promise<ReduxState>;
}

export interface Panel {
  url: string;
  seats: Record<Staff, Seat>;
  login(email: string, password: string, headers?: Record<string, string>): Promise<Reply>;
  password: string;
  emailOf(role: string): string;
}

/** The demo's data, the web process as it really starts, and one seat per role. */
export async function openPanel(): Promise<Panel> {
  await seedDemo();
  const web = await startWeb({ RATE_LIMIT_FACTOR: '3' });
  const emailOf = (role: string): string => demoLogins().find((login) => login.role === role)?.email ?? '';
  const password = demoLogins()[0]?.password ?? '';
  const login = (email: string, secret: string, headers: Record<string, string> = {}): Promise<Reply> =>
    form(`${web.url}/admin/login`, { login: email, password: secret }, { origin: web.url, ...headers });
  const entries = await Promise.all(staff.map(async (role) => [role, await sit(role)] as const));
  return { url: web.url, seats: Object.fromEntries(entries) as Record<Staff, Seat>, login, password, emailOf };

  async function sit(role: Staff): Promise<Seat> {
    const cookie = cookieOf(await login(emailOf(role), password));
    return seatOf(web.url, role, cookie);
  }
}

export function seatOf(url: string, role: string, cookie: string): Seat {
  const get: Seat['get'] = (path, headers = {}) => call(url + path, { headers: { cookie, ...headers } });
  const post: Seat['post'] = (path, body = {}, headers = {}) =>
    call(url + path, {
      method: 'POST',
      headers: { cookie, origin: url, 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  const state = async (): Promise<ReduxState> => stateIn((await get('/admin')).text);
  return { role, cookie, get, post, state };
}

export function stateIn(html: string): ReduxState {
  const line = /^window\.REDUX_STATE = (.*);$/m.exec(html)?.[1] ?? '{}';
  return JSON.parse(line) as ReduxState;
}

export const cookieOf = ({ headers }: Reply): string =>
  headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');

export const form = (
  url: string,
  fields: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<Reply> =>
  call(url, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body: new URLSearchParams(fields).toString(),
  });

async function call(url: string, init: RequestInit): Promise<Reply> {
  const response = await fetch(url, { redirect: 'manual', ...init });
  const text = await response.text();
  return { url, status: response.status, headers: response.headers, text, body: readJson(text) };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

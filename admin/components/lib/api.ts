import { pending } from './pending.js';

/** What the server refused: the sentence to show, and what is wrong with which field. */
export class Refused extends Error {
  constructor(
    message: string,
    readonly status: number,
    readonly errors: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}

interface Fault {
  notice?: { message?: string };
  errors?: Record<string, string>;
}

const root = '/admin/api';
export type Query = Readonly<Record<string, string | number | undefined>>;

export const get = <Answer>(path: string, query: Query = {}, signal?: AbortSignal): Promise<Answer> =>
  call<Answer>(`${path}${search(query)}`, { ...(signal && { signal }) });

/** The same without a sign of it on the page, for what is asked again and again. */
export const peek = <Answer>(path: string, signal: AbortSignal): Promise<Answer> =>
  answerOf<Answer>(fetch(`${root}${path}`, { credentials: 'same-origin', signal }));

export const post = <Answer>(path: string, body: unknown): Promise<Answer> =>
  call<Answer>(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });

/** `?a=1&b=2` of what is there. */
export function search(query: Query): string {
  const entries = Object.entries(query).filter(
    (entry): entry is [string, string | number] => entry[1] !== undefined && entry[1] !== '',
  );
  return entries.length === 0
    ? ''
    : `?${new URLSearchParams(entries.map(([name, value]) => [name, String(value)])).toString()}`;
}

const call = <Answer>(path: string, init: RequestInit): Promise<Answer> =>
  answerOf<Answer>(pending(fetch(`${root}${path}`, { credentials: 'same-origin', ...init })));

async function answerOf<Answer>(coming: Promise<Response>): Promise<Answer> {
  const response = await coming;
  if (response.status === 401) leave();
  const answer = (await response.json().catch(() => ({}))) as Answer & Fault;
  if (response.ok) return answer;
  throw new Refused(answer.notice?.message ?? response.statusText, response.status, answer.errors);
}

/** The session is over: sign in and come back to this very page. */
function leave(): void {
  window.location.assign(`/admin/login?next=${encodeURIComponent(window.location.pathname + window.location.search)}`);
}

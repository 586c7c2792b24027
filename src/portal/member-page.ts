import type { z } from 'zod';
import { page } from '../http/page.js';
import type { PageSpec, Shown } from '../http/page.js';
import type { Visit } from '../http/raw-route.js';
import { group } from '../http/route.js';
import { attempt } from './attempt.js';
import { readerOf } from './reader.js';
import type { MemberReader, Reader } from './reader.js';
import { pageFacts, showPage } from './show-page.js';
import type { PageFacts } from './show-page.js';

export const memberPages = group('pages');

/** What a page of the member area works with. */
export interface MemberVisit<Input> {
  input: Input;
  me: MemberReader;
  page: PageFacts;
  visit: Visit<Input>;
  /** A view of the member area, with its frame. */
  show(view: string, data?: Readonly<Record<string, unknown>>, status?: number): Shown;
}

export interface MemberPageSpec<Input extends z.ZodType> extends Omit<PageSpec<Input>, 'show' | 'hidden'> {
  show(visit: MemberVisit<z.output<Input>>): Promise<Shown> | Shown;
}

/** A page for signed-in members; everybody else is led to the login, and those without a place are told how to get one. */
export function memberPage<Input extends z.ZodType>({ show, ...spec }: MemberPageSpec<Input>): void {
  page(memberPages, {
    ...spec,
    hidden: true,
    async show(visit) {
      visit.response.set('Cache-Control', 'no-store');
      const reader = await readerOf(visit.request);
      if (!reader) return { goTo: loginFor(visit) };
      return shownTo(reader, visit, show);
    },
  });
}

/** After signing in the person stands where he wanted to go; what a form sent is asked for again. */
const loginFor = ({ request }: Visit<unknown>): string =>
  request.method === 'GET' && request.path !== '/my'
    ? `/my/login?next=${encodeURIComponent(request.originalUrl)}`
    : '/my/login';

async function shownTo<Input>(
  reader: Reader,
  visit: Visit<Input>,
  show: (visit: MemberVisit<Input>) => Promise<Shown> | Shown,
): Promise<Shown> {
  const facts = pageFacts(visit, { language: reader.user.language, timeZone: reader.program.timeZone });
  const framed: MemberVisit<Input>['show'] = (view, data = {}, status = 200) =>
    showPage(facts, `portal/${view}`, { ...data, me: reader }, status);
  const { member } = reader;
  if (!member) return framed('no-member');
  const given = { input: visit.input, me: { ...reader, member }, page: facts, visit, show: framed };
  const tried = await attempt(Promise.resolve().then(() => show(given)));
  if (tried.refusal?.code === 'not_found') return framed('not-found', {}, 404);
  if (tried.refusal) throw tried.refusal;
  return tried.result;
}

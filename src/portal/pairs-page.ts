import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { requestMember } from '../commissions/runs/request-member.js';
import { runUnderWay, waitingFor } from '../commissions/runs/run-under-way.js';
import type { Refusal } from '../core/errors.js';
import { text } from '../core/parse.js';
import type { Run } from '../core/run.js';
import type { Shown } from '../http/page.js';
import { findActivePlan } from '../programs/active-plan.js';
import { attempt } from './attempt.js';
import { memberPage } from './member-page.js';
import type { MemberVisit } from './member-page.js';
import { ownLegs, ownMatching, whyPairs } from './own-pairs.js';
import type { OwnMatching } from './own-pairs.js';
import type { MemberReader } from './reader.js';
import { refusalIn } from './refusal.js';
import type { Say } from './say.js';

memberPage({
  method: 'get',
  path: '/my/pairs',
  summary: "A member's legs and pairs, and how far a matching is that he asked for",
  input: z.strictObject({}),
  show: (visit) => showPairs(visit),
});

memberPage({
  method: 'post',
  path: '/my/pairs',
  summary: 'Match own pairs now',
  input: z.strictObject({ once: text(100) }),

  async show(visit) {
    const { actor, member } = visit.me;
    const once = { key: `portal:${visit.input.once}`, answer: (run: Run) => ({ status: 201, body: { id: run.id } }) };
    const { refusal } = await attempt(requestMember.once(actor, { memberId: member.id }, once));
    return refusal ? showPairs(visit, refusal) : { goTo: '/my/pairs' };
  },
});

type Visited = Pick<MemberVisit<unknown>, 'me' | 'page' | 'show' | 'visit'>;

async function showPairs({ me, page, show, visit }: Visited, refusal?: Refusal): Promise<Shown> {
  const plan = await findActivePlan(me.program.id, new Date());
  const rules = plan?.document.binary;
  if (!rules) return show('pairs', { legs: null }, refusal?.status);
  const matching = await ownMatching(me.member);
  if (matching && isSoonOver(matching)) visit.response.set('Refresh', '3; url=/my/pairs');
  const data = {
    legs: await ownLegs(me.member, rules),
    why: await whyPairs(me, page.say),
    matching,
    ...(await standing(me, page.say)),
    fault: refusal ? faultText(page.say, refusal) : null,
    once: randomUUID(),
  };
  return show('pairs', data, refusal?.status);
}

/** Afterwards the page does not look by itself any more: it would keep a session alive that nobody uses. */
const look_ms = 2 * 60 * 1000;

const isSoonOver = ({ isMoving, run }: OwnMatching): boolean =>
  isMoving && Date.now() - run.createdAt.getTime() < look_ms;

/** Whether asking makes sense, or what a person has to finish before; what is only being computed is soon over. */
async function standing(
  { member, program }: MemberReader,
  say: Say,
): Promise<{ mayAsk: boolean; waits: string | null }> {
  const open = await runUnderWay(program.id);
  if (!open) return { mayAsk: true, waits: null };
  const { kind, status, month, since } = open;
  const reason = waitingFor(status);
  if (open.memberId === member.id) return { mayAsk: false, waits: null };
  if (reason === 'run_under_way') return { mayAsk: true, waits: null };
  return { mayAsk: false, waits: faultOf(say, { reason, run_kind: kind, month, since: since.toISOString() }) };
}

const reasons = [
  'run_in_review',
  'run_failed',
  'run_under_way',
  'month_first',
  'days_first',
  'nothing_yet',
  'just_joined',
] as const;

const faultText = (say: Say, refusal: Refusal): string =>
  faultOf(say, refusal.details.facts ?? {}) ?? refusalIn(say, refusal);

/** A refusal in the reader's words; null for one that this page has no words for. */
function faultOf(say: Say, { reason, ...facts }: Readonly<Record<string, unknown>>): string | null {
  const known = reasons.find((one) => one === reason);
  if (!known) return null;
  return say.text(`pairs.refused.${known}`, {
    run: runNamed(say, facts),
    month: said(facts['month'], (month) => say.month(month)),
    since: said(facts['since'], (moment) => say.time(new Date(moment))),
    until: said(facts['until'], (day) => say.date(day)),
  });
}

function runNamed(say: Say, { run_kind: kind, month }: Readonly<Record<string, unknown>>): string {
  if (kind === 'period') return say.text('pairs.run.period', { month: said(month, (name) => say.month(name)) });
  return say.text(kind === 'member' ? 'pairs.run.member' : 'pairs.run.matching');
}

const said = (fact: unknown, say: (fact: string) => string): string => (typeof fact === 'string' ? say(fact) : '');

import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Refusal } from '../core/errors.js';
import type { Shown } from '../http/page.js';
import { id, text } from '../core/parse.js';
import { wallet } from '../ledger/address.js';
import { balanceOf } from '../ledger/balance.js';
import { cancelPayout } from '../payouts/cancel-payout.js';
import { Payout } from '../payouts/payout.js';
import { previewPayout } from '../payouts/preview-payout.js';
import { requestPayout } from '../payouts/request-payout.js';
import { attempt, faultsOf } from './attempt.js';
import { memberPage } from './member-page.js';
import type { MemberVisit } from './member-page.js';
import { before, pageOfRows } from './page-of-rows.js';
import { refusalIn } from './refusal.js';
import type { Say } from './say.js';

const asked = z.string().max(40).default('');

memberPage({
  method: 'get',
  path: '/my/payouts',
  summary: 'Payouts, and what one of an amount would be',
  input: before.extend({ amount: asked, done: z.enum(['requested', 'cancelled']).optional().catch(undefined) }),

  async show(visit) {
    const { amount, done, before: from } = visit.input;
    const preview = amount === '' ? null : await attempt(previewPayout(visit.me.actor, { amount }));
    const fault = preview?.refusal ? faultText(visit, preview.refusal) : null;
    return showPayouts(visit, { amount, preview: preview?.result ?? null, fault, done, from });
  },
});

memberPage({
  method: 'post',
  path: '/my/payouts',
  summary: 'Ask for a payout',
  input: z.strictObject({ amount: asked, once: text(100) }),

  async show(visit) {
    const { amount, once } = visit.input;
    const key = { key: `portal:${once}`, answer: (payout: Payout) => ({ status: 201, body: { id: payout.id } }) };
    const { refusal } = await attempt(requestPayout.once(visit.me.actor, { amount }, key));
    if (!refusal) return { goTo: '/my/payouts?done=requested' };
    return showPayouts(visit, { amount, fault: faultText(visit, refusal), status: refusal.status });
  },
});

memberPage({
  method: 'post',
  path: '/my/payouts/:payoutId/cancellation',
  summary: 'Take a request for a payout back',
  input: z.strictObject({ payoutId: id }),

  async show(visit) {
    const { payoutId } = visit.input;
    const { refusal } = await attempt(cancelPayout(visit.me.actor, { payoutId }));
    if (!refusal) return { goTo: '/my/payouts?done=cancelled' };
    if (refusal.code === 'not_found') throw refusal;
    return showPayouts(visit, { fault: refusalIn(visit.page.say, refusal), status: refusal.status });
  },
});

function faultText({ page }: Pick<MemberVisit<unknown>, 'page'>, refusal: Refusal): string {
  const [fault] = faultsOf(refusal);
  const isTyped = fault?.field === 'amount' && fault.code === 'invalid_format';
  return isTyped ? page.say.text('payouts.badAmount') : refusalIn(page.say, refusal);
}

type Preview = Awaited<ReturnType<typeof previewPayout>>;

/** The reasons in it as the reader is told them. */
const told = (say: Say, preview: Preview) => ({
  ...preview,
  deductions: preview.deductions.map((part) => ({ ...part, why: whyIn(say, part.why) })),
  refusal: preview.refusal && refusalIn(say, preview.refusal),
});

/** With a deduction its reason is kept in words: the section of a tax, or the fee. */
function whyIn(say: Say, why: string): string {
  const section = /^section (.+)$/.exec(why)?.[1];
  if (section !== undefined) return say.text('payouts.section', { section });
  return why === 'payout fee of the plan' ? say.text('payouts.feeOfPlan') : why;
}

interface Asked {
  amount?: string;
  preview?: Preview | null;
  fault?: string | null;
  done?: string | undefined;
  from?: number | undefined;
  status?: number;
}

async function showPayouts(
  { me, page, show }: Pick<MemberVisit<unknown>, 'me' | 'page' | 'show'>,
  { amount = '', preview = null, fault = null, done, from, status }: Asked,
): Promise<Shown> {
  const { available } = await balanceOf(wallet(me.member.id), me.program.currency);
  const { rows, next } = await pageOfRows(Payout, { memberId: me.member.id }, from);
  const shown = preview && told(page.say, preview);
  return show('payouts', { amount, preview: shown, fault, done, rows, next, available, once: randomUUID() }, status);
}

import { z } from 'zod';
import { command } from '../core/command.js';
import { lockOrRefuse } from '../core/lock.js';
import { id } from '../core/parse.js';
import { programOf, systemOnly } from '../core/policy.js';
import type { Listener, Work } from '../core/work.js';
import { int } from '../db/row-schema.js';
import { selectOne } from '../db/select.js';
import { recovery, reserve } from '../ledger/address.js';
import { balanceOf } from '../ledger/balance.js';
import { post } from '../ledger/posting.js';
import { Member } from '../network/member.js';
import { findActivePlan } from '../programs/active-plan.js';
import { programById } from '../programs/find-program.js';
import { reserveReleased } from './journals.js';

/** An Active Buyer keeps nothing aside any more. */
export const releaseOnActivation: Listener<'member.activated'> = (work, { memberId }) => releaseWhole(work, memberId);

/** Whoever leaves takes along what was kept aside for him. */
export const releaseOnLeaving: Listener<'member.closed'> = (work, { memberId }) => releaseWhole(work, memberId);

/**
 * Gives back what waited longer for instalments than the plan says while no booking of the member was open. A plan
 * that keeps nothing aside has nothing to wait for.
 */
export const releaseDueReserve = command({
  name: 'reserve.release-due',
  input: z.strictObject({ memberId: id }),
  allow: systemOnly,

  async run({ input: { memberId }, ...work }) {
    const { tx, now, actor } = work;
    const member = await lockOrRefuse(Member, memberId, tx, { programId: programOf(actor) });
    const plan = await findActivePlan(member.programId, now, tx);
    const { release_after_days: days = 0 } = plan?.document.binary?.instalment ?? {};
    const waiting = await waitingSince(member, tx);
    if (waiting && now.getTime() - waiting.getTime() >= days * day_ms) await releaseWhole(work, memberId);
  },
});

const day_ms = 86_400_000;

const since = `
  WITH kept AS (
    SELECT id FROM accounts WHERE address = $1 AND balance > 0
  ), steps AS (
    SELECT postings.id, postings.effective_at,
      sum(CASE WHEN credit_id = kept.id THEN amount ELSE -amount END) OVER (ORDER BY postings.id) AS balance
    FROM kept JOIN postings ON kept.id IN (credit_id, debit_id)
  )
  SELECT greatest(
    (SELECT min(effective_at) FROM steps WHERE id > coalesce((SELECT max(id) FROM steps WHERE balance = 0), 0)),
    (SELECT max(coalesce(completed_at, cancelled_at, expires_at)) FROM orders WHERE customer_member_id = $2 AND is_booking)
  ) AS waiting
  WHERE EXISTS (SELECT FROM kept) AND NOT EXISTS (
    SELECT FROM orders WHERE customer_member_id = $2 AND is_booking AND status IN ('pending', 'active'))`;

/** When the reserve was last filled from nothing, or the last booking ended; null while it is empty or one is open. */
async function waitingSince({ id: memberId }: Member, tx: Work['tx']): Promise<Date | null> {
  const row = await selectOne(since, [reserve(memberId), memberId], z.object({ waiting: z.date().nullable() }), tx);
  return row?.waiting ?? null;
}

async function releaseWhole({ tx }: Work, memberId: number): Promise<void> {
  const { programId } = await Member.findByPk(memberId, { transaction: tx, rejectOnEmpty: true });
  const { currency } = await programById(programId, tx);
  const { available } = await balanceOf(reserve(memberId), currency, tx);
  if (available === 0n) return;
  const { balance } = await balanceOf(recovery(memberId), currency, tx);
  const owed = balance < 0n ? -balance : 0n;
  const last = await selectOne(latest, [reserve(memberId), currency], z.object({ id: int }), tx);
  const reference = `member/${String(memberId)}/reserve-released/${String(last?.id ?? 0)}`;
  await post(tx, reserveReleased(memberId, { reference, amount: available, owed, currency }));
}

/** What was kept last names the release, so that the same money is never given back twice. */
const latest = `
  SELECT max(id) AS id FROM postings
  WHERE credit_id = (SELECT id FROM accounts WHERE address = $1 AND currency = $2)`;

import { formatAmount } from '../../core/money.js';
import { businessDay } from '../../core/period.js';
import { programById } from '../../programs/find-program.js';
import { Run } from '../../core/run.js';
import { Commission } from '../commission.js';
import type { Deduction } from '../deduction.js';
import type { ExplainedLine } from './line.js';
import { counted, phrase, ref } from './phrase.js';
import type { Answer, Phrase, PhraseCode } from './phrase.js';
import { taxAnswer } from './taxes.js';

type InRun = NonNullable<ExplainedLine['inRun']>;

/** What became of a line: where it stands, what was taken off, what reached the wallet, what was taken back. */
export async function stateAnswer({ commission, inRun, amount }: ExplainedLine): Promise<Answer> {
  if (commission) return commissionState(commission);
  return inRun ? runState(inRun, amount !== 0n) : { phrases: [], facts: {} };
}

async function commissionState(line: Commission): Promise<Answer> {
  const { currency, deductions, reversedAmount, netCredited } = line;
  const off = await Promise.all(deductions.map((part) => deduction(line, part)));
  const later = await Commission.findAll({ where: { reversesId: line.id }, order: ['id'] });
  return {
    phrases: [
      ...shrunk(line),
      ...(await waiting(line)),
      ...(line.reversesId === null ? off.map(({ told }) => told) : []),
      ...credited(line),
      ...later.map((back) =>
        phrase('state.taken_back', {
          commission: ref('commissions', back.id),
          amount: formatAmount(-back.amount),
          currency,
        }),
      ),
    ],
    facts: {
      reversed: formatAmount(reversedAmount),
      deductions: deductions.map((part) => ({ ...part })),
      taxes: line.reversesId === null ? off.flatMap((part) => part.facts) : [],
      net_credited: formatAmount(netCredited),
      held_for: line.heldFor,
      taken_back_by: later.map(({ id }) => id),
    },
  };
}

/** The rule of a tax says how it came about; of the others the name says all. */
async function deduction(line: Commission, part: Deduction): Promise<Awaited<ReturnType<typeof taxAnswer>>> {
  if (part.kind === 'tax' && line.reversesId === null) return taxAnswer(line, part);
  const { currency } = line;
  const values = { kind: phrase(`deduction.${part.kind}`), amount: part.amount, currency };
  return { told: phrase('state.deduction_plain', values), facts: [] };
}

/** What went from a line before it was credited, and to what. */
function shrunk({ kind, reversedAmount, currency, sourceMemberId, undone }: Commission): Phrase[] {
  const values = { amount: formatAmount(reversedAmount), currency };
  if (reversedAmount === 0n) return [];
  if (kind === 'pair') return [phrase('state.shrunk_undone', { ...values, pairs: counted(undone, 'pairs') })];
  if (kind !== 'referral' || sourceMemberId === null) return [phrase('state.shrunk', values)];
  return [phrase('state.shrunk_deactivated', { ...values, member: ref('members', sourceMemberId) })];
}

async function waiting(line: Commission): Promise<Phrase[]> {
  const { status, heldFor, decisionReason } = line;
  if (status === 'pending') return [phrase('state.pending')];
  if (status === 'rejected') return [phrase('state.rejected', { reason: decisionReason ?? '' })];
  if (status !== 'held' || heldFor === null) return [];
  return [phrase(`state.${heldFor}`, { until: await heldUntil(line) })];
}

async function heldUntil({ holdUntil, programId }: Commission): Promise<string> {
  return holdUntil ? businessDay(holdUntil, (await programById(programId)).timeZone) : '';
}

/** What was credited stays told when it is taken back later. */
function credited({ decidedAt, status, netCredited, currency }: Commission): Phrase[] {
  const wasCredited = status === 'approved' || status === 'paid' || (status === 'reversed' && netCredited > 0n);
  if (!wasCredited || decidedAt === null) return [];
  if (netCredited < 0n) return [phrase('state.charged', { net: formatAmount(-BigInt(netCredited)), currency })];
  return [phrase('state.credited', { net: formatAmount(netCredited), currency })];
}

async function runState({ run, state, commissionId }: InRun, isDue: boolean): Promise<Answer> {
  const facts = { commission_id: commissionId };
  const values = { run: ref('runs', run.row.runId) };
  const ended = await endedPhrases(run.row.runId, state);
  if (ended) return { phrases: ended, facts };
  const other = commissionId === null ? null : await Commission.findByPk(commissionId);
  if (!other) return { phrases: state === 'differs' ? [] : [phrase(`state.run_${state}`, values)], facts };
  const standing = {
    ...values,
    commission: ref('commissions', other.id),
    member: ref('members', other.beneficiaryId),
    other: formatAmount(other.amount),
    currency: run.currency,
  };
  const stands = { member_id: other.beneficiaryId, amount: formatAmount(other.amount) };
  return { phrases: [phrase(otherwise(state, isDue), standing)], facts: { ...facts, stands } };
}

/** What was accrued is not what the run computes: that blocks it, but for what was right when it was accrued. */
function otherwise(state: InRun['state'], isDue: boolean): PhraseCode {
  if (state !== 'differs') return 'state.run_older';
  return isDue ? 'state.run_differs' : 'state.run_extra';
}

/** What was to be posted is, or never will be; null while that is open, and for what stood before. */
async function endedPhrases(runId: number, state: InRun['state']): Promise<Phrase[] | null> {
  const { status } = await Run.findByPk(runId, { rejectOnEmpty: true });
  const values = { run: ref('runs', runId) };
  if (state === 'accrued') return null;
  if (status === 'cancelled') return [phrase('state.run_cancelled', values)];
  return status === 'posted' ? [phrase('state.run_posted', values)] : null;
}

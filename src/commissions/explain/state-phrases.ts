import { formatAmount } from '../../core/money.js';
import { businessDay } from '../../core/period.js';
import { programById } from '../../programs/find-program.js';
import { Commission } from '../commission.js';
import type { ExplainedLine } from './line.js';
import { phrase, ref } from './phrase.js';
import type { Answer, Phrase } from './phrase.js';

type InRun = NonNullable<ExplainedLine['inRun']>;

/** What became of a line: where it stands, what was taken off, what reached the wallet, what was taken back. */
export async function stateAnswer({ commission, inRun, amount }: ExplainedLine): Promise<Answer> {
  if (commission) return commissionState(commission);
  return inRun ? runState(inRun, amount !== 0n) : { phrases: [], facts: {} };
}

async function commissionState(line: Commission): Promise<Answer> {
  const { currency, deductions, reversedAmount, netCredited } = line;
  const later = await Commission.findAll({ where: { reversesId: line.id }, order: ['id'] });
  const shrunk = { amount: formatAmount(reversedAmount), currency };
  return {
    phrases: [
      ...(reversedAmount > 0n ? [phrase('state.shrunk', shrunk)] : []),
      ...(await waiting(line)),
      ...(line.reversesId === null ? deductions.map(deduction(currency)) : []),
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
      net_credited: formatAmount(netCredited),
      held_for: line.heldFor,
      taken_back_by: later.map(({ id }) => id),
    },
  };
}

const deduction =
  (currency: string) =>
  ({ kind, amount, why }: Commission['deductions'][number]): Phrase =>
    phrase('state.deduction', { kind: phrase(`deduction.${kind}`), amount, why, currency });

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
  const other = state === 'differs' && commissionId !== null ? await Commission.findByPk(commissionId) : null;
  if (!other) return { phrases: state === 'differs' ? [] : [phrase(`state.run_${state}`, values)], facts };
  const differs = phrase(isDue ? 'state.run_differs' : 'state.run_extra', {
    ...values,
    commission: ref('commissions', other.id),
    member: ref('members', other.beneficiaryId),
    other: formatAmount(other.amount),
    currency: run.currency,
  });
  return { phrases: [differs], facts };
}

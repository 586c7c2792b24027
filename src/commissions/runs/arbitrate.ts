import { Op } from 'sequelize';
import type { Transaction } from 'sequelize';
import { z } from 'zod';
import { selectOne } from '../../db/select.js';
import { memberById } from '../../network/find-member.js';
import { Sale } from '../../orders/sale.js';
import { findActivePlan } from '../../programs/active-plan.js';
import type { ActivePlan } from '../../programs/active-plan.js';
import type { Accrual } from '../accrue.js';
import { Commission } from '../commission.js';
import { levelAccruals } from '../level-accruals.js';
import { activatedMember, referralAccrual } from '../referral-accrual.js';
import { saleAccruals } from '../sale-accruals.js';
import { accrued, differs, missing } from './compare-events.js';
import type { Doubts } from './compare-events.js';
import type { RunScope } from './run-scope.js';

/** A line of an event that was looked at by itself. */
export interface JudgedLine {
  saleId: number | null;
  memberId: number | null;
  kind: Commission['kind'];
  level: number;
  beneficiaryId: number;
  base: bigint;
  amount: bigint;
  state: number;
  commissionId: number | null;
  via: readonly number[];
  /** The member is suspended, so the line waits. */
  held: boolean;
  /** The version that it was, or is to be, computed by. */
  planId: number | null;
}

/**
 * Looks at single events as they were accrued: by the plan, the ranks and the standing of their very moment, which the
 * computation knows by the day only. A line that stands although the tree was changed since stands rightly.
 */
export async function arbitrate(doubts: Doubts, scope: RunScope, tx: Transaction): Promise<JudgedLine[]> {
  const movedAt = await lastMove(scope, tx);
  const judged: JudgedLine[] = [];
  for (const saleId of [...doubts.sales].sort(byNumber)) {
    const stored = await Commission.findAll({ where: { saleId, ...originals(scope) }, ...inOrder(tx) });
    judged.push(...judge({ saleId, memberId: null }, await exactOfSale(saleId, tx), { stored, movedAt }));
  }
  for (const memberId of [...doubts.members].sort(byNumber)) {
    const where = { sourceMemberId: memberId, saleId: null, programId: scope.programId, ...originals(scope) };
    const stored = await Commission.findAll({ where, ...inOrder(tx) });
    judged.push(...judge({ saleId: null, memberId }, await exactOfMember(memberId, tx), { stored, movedAt }));
  }
  return judged;
}

/** Lines are written in the order they are judged in, so that does not depend on how rows are stored. */
const inOrder = (tx: Transaction) => ({ order: [['id', 'ASC'] as [string, string]], transaction: tx });

const originals = ({ runId }: RunScope) => ({
  reversesId: null,
  kind: ['direct_sale', 'binary_match', 'level', 'referral'],
  runId: { [Op.or]: [null, { [Op.lt]: runId }] },
});
const byNumber = (a: number, b: number): number => a - b;

/** A line as it should be, and the version that says so. */
type Exact = Accrual & { planId: number };

const under = ({ id: planId }: ActivePlan, lines: readonly Accrual[]): Exact[] =>
  lines.map((line) => ({ ...line, planId }));

async function exactOfSale(saleId: number, tx: Transaction): Promise<Exact[]> {
  const sale = await Sale.findByPk(saleId, { transaction: tx, rejectOnEmpty: true });
  const plan = await findActivePlan(sale.programId, sale.occurredAt, tx);
  return plan ? under(plan, await saleAccruals(sale, plan.document, tx)) : [];
}

async function exactOfMember(memberId: number, tx: Transaction): Promise<Exact[]> {
  const { programId, joinedAt } = await memberById(memberId, tx);
  const joining = await findActivePlan(programId, joinedAt, tx);
  const source = { programId, start: memberId, at: joinedAt, base: 0n, key: `member/${memberId}` };
  const levels = joining?.document.levels?.on.includes('referral')
    ? under(joining, await levelAccruals(source, joining.document, tx))
    : [];
  const member = await activatedMember(memberId, tx);
  const activating = member && (await findActivePlan(programId, member.at, tx));
  return [...levels, ...(activating ? under(activating, await referralAccrual(member, activating.document, tx)) : [])];
}

interface Standing {
  stored: Commission[];
  movedAt: Date | null;
}

type Source = Pick<JudgedLine, 'saleId' | 'memberId'>;

/** What should be there, with how what is there stands to it; and what is there and should not be. */
function judge(source: Source, exact: readonly Exact[], { stored, movedAt }: Standing): JudgedLine[] {
  const left = new Map(stored.filter(({ status }) => status !== 'reversed').map((line) => [nameOf(line), line]));
  const taken = new Map(stored.map((line) => [nameOf(line), line]));
  const lines = exact.map((line) => {
    const found = left.get(nameOf(line)) ?? taken.get(nameOf(line));
    left.delete(nameOf(line));
    return {
      ...source,
      ...of(line),
      via: line.explanation.path.slice(1, -1),
      held: line.isSuspended,
      ...standing(line, found, movedAt),
    };
  });
  const extra = [...left.values()].map((line) => ({
    ...source,
    ...of(line),
    amount: 0n,
    via: [],
    held: false,
    state: isOlder(line, movedAt) ? accrued : differs,
    commissionId: line.id,
  }));
  return [...lines, ...extra];
}

const nameOf = ({ kind, level }: { kind: string; level?: number | null }): string => `${kind}/${String(level ?? 0)}`;

const of = (line: Exact | Commission) => ({
  kind: line.kind,
  level: line.level ?? 0,
  beneficiaryId: line.beneficiaryId,
  base: line.base ?? line.amount,
  amount: line.amount,
  planId: line.planId,
});

function standing(line: Accrual, found: Commission | undefined, movedAt: Date | null) {
  if (!found) return { state: missing, commissionId: null };
  const isEqual = found.amount === line.amount && found.beneficiaryId === line.beneficiaryId;
  if (isEqual) return { state: accrued, commissionId: null };
  return { state: isOlder(found, movedAt) ? accrued : differs, commissionId: found.id };
}

const isOlder = ({ createdAt }: Commission, movedAt: Date | null): boolean => movedAt !== null && createdAt < movedAt;

const moves = `
  SELECT max(created_at) AS at FROM command_log
  WHERE program_id = $1 AND created_at >= $2 AND command IN ('member.move', 'member.change-sponsor', 'member.place')`;

async function lastMove({ programId, eventsFrom }: RunScope, tx: Transaction): Promise<Date | null> {
  const row = await selectOne(moves, [programId, eventsFrom], z.object({ at: z.date().nullable() }), tx);
  return row?.at ?? null;
}

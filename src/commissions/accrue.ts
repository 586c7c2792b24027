import type { Work } from '../core/work.js';
import type { ActivePlan } from '../programs/active-plan.js';
import { programById } from '../programs/find-program.js';
import { holdDays } from '../programs/hold-days.js';
import { Commission } from './commission.js';
import type { CommissionKind, CommissionStatus, HeldFor } from './commission.js';
import type { Explanation } from './explanation.js';
import { FraudFlag } from './fraud-flag.js';

/** One line to be earned; the accrual key says what for, so a second attempt changes nothing. */
export interface Accrual {
  accrualKey: string;
  beneficiaryId: number;
  kind: CommissionKind;
  level?: number;
  base: bigint | null;
  rateBp: number | null;
  amount: bigint;
  isSuspended: boolean;
  explanation: Omit<Explanation, 'plan'>;
}

/** What the lines of one event have in common. */
export interface Occasion {
  programId: number;
  currency: string;
  earnedAt: Date;
  plan: ActivePlan;
  saleId?: number | null;
  sourceMemberId?: number | null;
  /** Why a person has to look first, or null. */
  suspicion: string | null;
}

/** Writes the lines of an event as commissions: pending, or held where a rule says wait. */
export async function accrue(work: Work, occasion: Occasion, accruals: readonly Accrual[]): Promise<void> {
  if (accruals.length === 0) return;
  const { settings } = await programById(occasion.programId, work.tx);
  const days = holdDays(occasion.plan.document, settings);
  for (const accrual of accruals) await accrueOne(work, { ...occasion, days }, accrual);
}

/** `days` is how long the lines are held first, or null. */
type Held = Occasion & { days: number | null };

async function accrueOne(work: Work, occasion: Held, accrual: Accrual): Promise<void> {
  const { isSuspended, explanation, ...line } = accrual;
  const { plan, suspicion, days: _days, ...common } = occasion;
  const known = await Commission.count({ where: { accrualKey: line.accrualKey }, transaction: work.tx });
  if (known > 0) return;
  const commission = await Commission.create(
    {
      ...common,
      ...line,
      ...waiting(occasion, isSuspended),
      planId: plan.id,
      explanation: { ...explanation, plan: { name: plan.document.name, version: plan.version } },
    },
    { transaction: work.tx },
  );
  if (suspicion) await flag(work, commission, suspicion);
  work.emit({ type: 'commission.accrued', commissionId: commission.id });
}

interface Waiting {
  status: CommissionStatus;
  heldFor: HeldFor | null;
  holdUntil: Date | null;
}

/** A suspicion outweighs a suspension, which outweighs the plan's holding period. */
function waiting({ suspicion, days, earnedAt }: Held, isSuspended: boolean): Waiting {
  if (suspicion) return { status: 'held', heldFor: 'fraud', holdUntil: null };
  if (isSuspended) return { status: 'held', heldFor: 'suspended', holdUntil: null };
  if (days === null) return { status: 'pending', heldFor: null, holdUntil: null };
  return { status: 'held', heldFor: 'holding_period', holdUntil: new Date(earnedAt.getTime() + days * 86_400_000) };
}

const flag = ({ tx }: Work, { id: commissionId, programId, saleId }: Commission, reason: string) =>
  FraudFlag.create({ programId, commissionId, saleId, reason }, { transaction: tx });

import type { Transaction } from 'sequelize';
import type { Plan } from '../programs/plan-document.js';
import type { Accrual } from './accrue.js';
import { arithmetic, fixed } from './arithmetic.js';
import { payLevels } from './engine/levels.js';
import { uplineAt } from './upline-at.js';

/** What levels are paid for: where they start, when, of which amount, and how their accrual keys begin. */
export interface LevelSource {
  programId: number;
  start: number;
  at: Date;
  base: bigint;
  /** `sale/42` or `member/7`. */
  key: string;
}

/** The lines that a plan's levels pay to the members above one of them. */
export async function levelAccruals(source: LevelSource, document: Plan, tx: Transaction): Promise<Accrual[]> {
  const { levels: rules, ranks } = document;
  if (!rules) return [];
  const { programId, start, at, base, key } = source;
  const names = ranks?.paid_as_by.map(({ name }) => name) ?? [];
  const above = await uplineAt({ programId, memberId: start, at, rules, ranks: names }, tx);
  const path = [start, ...above.map(({ memberId }) => memberId)];
  return payLevels(rules, names, base, above).flatMap(({ level, amount, to }) => {
    const rateBp = rules.rates_bp?.[level - 1] ?? null;
    if (!to || amount === 0n) return [];
    const explained = rateBp === null ? fixed : arithmetic(base, rateBp);
    return [
      {
        accrualKey: `${key}/levels/${level}`,
        beneficiaryId: to.memberId,
        kind: rules.kind,
        level,
        base: base === 0n ? null : base,
        rateBp,
        amount,
        isSuspended: to.isSuspended,
        explanation: {
          rule: 'levels' as const,
          path: path.slice(0, path.indexOf(to.memberId) + 1),
          ...explained,
          notes: notesOf(path.indexOf(to.memberId), level),
        },
      },
    ];
  });
}

/** The level is the paid one; with compression it can be less than the distance. */
function notesOf(distance: number, level: number): string[] {
  return distance > level ? [`${distance - level} above could not earn a level and were passed over.`] : [];
}

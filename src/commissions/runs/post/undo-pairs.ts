import { Op } from 'sequelize';
import { z } from 'zod';
import { dayEnd } from '../../../core/period.js';
import { big, int } from '../../../db/row-schema.js';
import { select } from '../../../db/select.js';
import { takeBack } from '../../claw-back.js';
import { Commission } from '../../commission.js';
import { placeOf } from './posting.js';
import type { Posted, Posting } from './posting.js';

const step = 50;

const undone = `
  SELECT line, member_id, quantity, day::text FROM run_lines
  WHERE part = $1 AND run_id = $2 AND fence = $3 AND state = 'new' AND quantity < 0 AND line > $4
  ORDER BY line LIMIT ${step}`;

const undoneRow = z.object({ line: int, member_id: int, quantity: z.number(), day: z.string() });

/** Takes back what undone pairs had paid, from the lines that had paid them by that day, the latest first. */
export async function undoPairs(posting: Posting, after: number): Promise<Posted> {
  const lines = await select(undone, [...placeOf(posting), after], undoneRow, posting.work.tx);
  for (const line of lines) await undoOf(posting, line);
  return { next: lines.length < step ? null : (lines.at(-1)?.line ?? null), done: lines.length };
}

async function undoOf(posting: Posting, { member_id: beneficiaryId, quantity, day }: z.output<typeof undoneRow>) {
  const { scope, work } = posting;
  const pairs = await Commission.findAll({
    where: {
      ...{ programId: scope.programId, beneficiaryId, kind: 'pair', reversesId: null },
      earnedAt: { [Op.lte]: lastMoment(day, scope) },
    },
    order: [
      ['earnedAt', 'DESC'],
      ['id', 'DESC'],
    ],
    lock: work.tx.LOCK.UPDATE,
    transaction: work.tx,
  });
  const first = scope.plan.document.binary?.unpaid_first ? pairs.findLast(({ pairsLeft }) => pairsLeft > 0) : undefined;
  let left = -quantity;
  for (const line of pairs) {
    const gone = Math.min(left, line.pairsLeft);
    if (gone > 0) await undoPart(posting, line, { gone, unpaid: line === first ? 1 : 0, day });
    left -= gone;
    if (left === 0) return;
  }
}

interface Undone {
  gone: number;
  /** Of the pairs of the line, those that were never paid: a member's first one, or none. */
  unpaid: number;
  day: string;
}

/** The last pairs of a line go first, so those that stay were paid in full, but for an unpaid first one. */
async function undoPart({ row, scope, work }: Posting, line: Commission, { gone, unpaid, day }: Undone) {
  const stays = line.pairsLeft - gone;
  const taken = await takenBackOf(line, work.tx);
  const keeps = stays === 0 ? 0n : least((line.base ?? 0n) * BigInt(stays - unpaid), line.amount - taken);
  line.set({ undone: line.undone + gone });
  await line.save({ transaction: work.tx });
  if (line.status === 'rejected' || line.status === 'reversed') return;
  const count = `${String(gone)} ${gone === 1 ? 'pair' : 'pairs'}`;
  await takeBack(work, line, {
    upTo: line.amount - keeps,
    accrualKey: `run/${String(row.runId)}/undo/${day}/of/${String(line.id)}`,
    pairs: gone,
    notes: [`${count} undone on ${day}, because a refund took volume back.`],
    earnedAt: lastMoment(day, scope),
  });
}

/** Undone pairs count on their day, as formed ones do, whenever the run is posted. */
function lastMoment(day: string, { plan, until }: Posting['scope']): Date {
  const end = dayEnd(day, plan.document.time_zone);
  return new Date(Math.min(end.getTime(), until.getTime()) - 1);
}

async function takenBackOf({ id, reversedAmount }: Commission, tx: Posting['work']['tx']): Promise<bigint> {
  const sql = 'SELECT coalesce(-sum(amount), 0) AS taken FROM commissions WHERE reverses_id = $1';
  const [row] = await select(sql, [id], z.object({ taken: big }), tx);
  return reversedAmount + (row?.taken ?? 0n);
}

const least = (a: bigint, b: bigint): bigint => (a < b ? a : b);

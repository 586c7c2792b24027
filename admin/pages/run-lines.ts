import { z } from 'zod';
import { reasonsOf } from '../../src/commissions/engine/lines.js';
import type { CommissionRun } from '../../src/commissions/runs/commission-run.js';
import { runLines } from '../../src/commissions/runs/read/run-lines.js';
import type { lineAnswer } from '../../src/commissions/runs/read/run-lines.js';
import { heldBit } from '../../src/commissions/runs/write/line-writer.js';
import { formatAmount } from '../../src/core/money.js';
import { big, int } from '../../src/db/row-schema.js';
import { select } from '../../src/db/select.js';
import type { PageRequest } from '../pages.js';
import type { Person } from '../person.js';
import { nameIn, namesOf } from './run-summary.js';

type Line = Omit<z.output<typeof lineAnswer>, 'state' | 'planId' | 'via'> & { state: string };

const shown = 50;

/** Lines in their order, page by page; of one member or kind where that is asked for. */
export async function linesOf({ runId }: CommissionRun, { person, query }: PageRequest) {
  const wanted = { after: query['after'], memberId: query['filters.memberId'], kind: query['filters.kind'] };
  const asked = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined));
  const { data, nextCursor } = await runLines(person.actor, { runId, limit: shown, ...asked });
  return { lines: await named(data, person), next: nextCursor };
}

const columns = `line, member_id, run_lines.kind, state, run_lines.level, run_lines.sale_id, run_lines.source_member_id,
  day::text, run_lines.base, run_lines.quantity, run_lines.amount, tax, run_lines.instalment,
  coalesce(reasons, 0) AS reasons, commission_id`;
const place = 'part = $1 AND run_lines.run_id = $2 AND fence = $3';
const bindsOf = ({ part, runId, fence }: CommissionRun): unknown[] => [part, runId, fence];

const row = z.object({
  line: z.number(),
  member_id: int,
  kind: z.string(),
  state: z.string(),
  level: z.number().nullable(),
  sale_id: int.nullable(),
  source_member_id: int.nullable(),
  day: z.string().nullable(),
  base: big,
  quantity: z.number(),
  amount: big,
  tax: big.nullable(),
  instalment: big.nullable(),
  reasons: z.number(),
  commission_id: int.nullable(),
});

const top = `SELECT ${columns} FROM run_lines WHERE ${place} AND line = ANY ($4::int[]) ORDER BY amount DESC, line`;

/** What pays most, whether it stands already or is posted by this run; its numbers were noted when it was computed. */
export async function topLines(run: CommissionRun, person: Person) {
  const numbers = (run.totals?.top ?? []).map(({ line }) => line);
  return named((await select(top, [...bindsOf(run), numbers], row)).map(lineIn), person);
}

const differing = `
  SELECT ${columns}, accrued.amount AS "accruedAmount", accrued.beneficiary_id AS "accruedFor"
  FROM run_lines LEFT JOIN commissions AS accrued ON accrued.id = commission_id
  WHERE ${place} AND state = 'differs' ORDER BY line LIMIT 100`;

const differingRow = row.extend({ accruedAmount: big.nullable(), accruedFor: int.nullable() });

/** Lines whose accrued commission is not what was computed; while there are any, nothing is posted. */
export async function differingLines(run: CommissionRun, person: Person) {
  const found = await select(differing, bindsOf(run), differingRow);
  const ids = found.map(({ accruedFor }) => accruedFor);
  const [names, lines] = await Promise.all([namesOf('members', ids, person), named(found.map(lineIn), person)]);
  return lines.map((line, index) => {
    const { accruedAmount = null, accruedFor = null } = found[index] ?? {};
    const member = accruedFor === null ? null : { id: accruedFor, name: nameIn(names, accruedFor) };
    return { ...line, accrued: accruedAmount === null ? null : { amount: formatAmount(accruedAmount), member } };
  });
}

const lineIn = ({
  member_id,
  source_member_id,
  sale_id,
  commission_id,
  reasons,
  ...line
}: z.output<typeof row>): Line => ({
  ...{ line: line.line, kind: line.kind, state: line.state, level: line.level, quantity: line.quantity, day: line.day },
  memberId: member_id,
  sourceMemberId: source_member_id,
  saleId: sale_id,
  commissionId: commission_id,
  base: formatAmount(line.base),
  amount: formatAmount(line.amount),
  tax: formatAmount(line.tax ?? 0n),
  instalment: formatAmount(line.instalment ?? 0n),
  reasons: reasonsOf(reasons & ~heldBit),
  isHeld: (reasons & heldBit) > 0,
});

/** The lines with the names of their members. */
async function named(lines: readonly Line[], person: Person) {
  const ids = lines.flatMap(({ memberId, sourceMemberId }) => [memberId, sourceMemberId]);
  const names = await namesOf('members', ids, person);
  const memberOf = (id: number) => ({ id, name: nameIn(names, id) });
  return lines.map(({ memberId, sourceMemberId, ...line }) => ({
    ...line,
    member: memberOf(memberId),
    source: sourceMemberId === null ? null : memberOf(sourceMemberId),
  }));
}

import { z } from 'zod';
import { reasonsOf } from '../../src/commissions/engine/lines.js';
import type { CommissionRun } from '../../src/commissions/runs/commission-run.js';
import { heldBit } from '../../src/commissions/runs/write/line-writer.js';
import { formatAmount } from '../../src/core/money.js';
import { big, int } from '../../src/db/row-schema.js';
import { select } from '../../src/db/select.js';
import type { Person } from '../person.js';
import { nameIn, namesOf } from './run-summary.js';

const columns = `line, member_id, kind, state, level, sale_id, source_member_id, day::text, base, quantity, amount, tax,
  instalment, coalesce(reasons, 0) AS reasons, commission_id`;
const place = 'part = $1 AND run_id = $2 AND fence = $3';

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

export type RunLine = Awaited<ReturnType<typeof topLines>>[number];

const bindsOf = ({ part, runId, fence }: CommissionRun): unknown[] => [part, runId, fence];

const top = `SELECT ${columns} FROM run_lines WHERE ${place} ORDER BY amount DESC, line LIMIT 20`;

/** What pays most, whether it stands already or is posted by this run. */
export async function topLines(run: CommissionRun, person: Person) {
  return named(await select(top, bindsOf(run), row), person);
}

const differing = `
  SELECT ${columns.replace('day::text', 'run_lines.day::text')}, accrued.amount AS "accruedAmount", accrued.beneficiary_id AS "accruedFor"
  FROM run_lines LEFT JOIN LATERAL (
    SELECT commissions.amount, commissions.beneficiary_id FROM commissions WHERE commissions.id = run_lines.commission_id
  ) AS accrued ON true
  WHERE ${place} AND state = 'differs' ORDER BY line LIMIT 100`;

const differingRow = row.extend({ accruedAmount: big.nullable(), accruedFor: int.nullable() });

/** Lines whose accrued commission is not what was computed; while there are any, nothing is posted. */
export async function differingLines(run: CommissionRun, person: Person) {
  const found = await select(differing, bindsOf(run), differingRow);
  const names = await namesOf(
    'members',
    found.map(({ accruedFor }) => accruedFor),
    person,
  );
  return (await named(found, person)).map((line, index) => {
    const { accruedAmount = null, accruedFor = null } = found[index] ?? {};
    const member = accruedFor === null ? null : { id: accruedFor, name: nameIn(names, accruedFor) };
    return { ...line, accrued: accruedAmount === null ? null : { amount: formatAmount(accruedAmount), member } };
  });
}

const shown = 50;

/** Lines from one number on, of one member, kind or state where one is asked for. */
export async function linesFrom(run: CommissionRun, query: Readonly<Record<string, string>>, person: Person) {
  const asked = wish.parse(query);
  const chosen = [asked['filters.memberId'] ?? null, asked['filters.kind'] ?? null, asked['filters.state'] ?? null];
  const sql = `SELECT ${columns} FROM run_lines WHERE ${place} AND line > $4 AND ($5::bigint IS NULL OR member_id = $5)
    AND ($6::text IS NULL OR kind = $6) AND ($7::text IS NULL OR state = $7) ORDER BY line LIMIT ${String(shown + 1)}`;
  const found = await select(sql, [...bindsOf(run), asked.after, ...chosen], row);
  const lines = await named(found.slice(0, shown), person);
  return { lines, next: found.length > shown ? (lines.at(-1)?.line ?? null) : null };
}

const wish = z.object({
  after: z.coerce.number().int().min(0).max(2_147_483_647).catch(0).default(0),
  'filters.memberId': z
    .string()
    .regex(/^\d{1,15}$/)
    .optional()
    .catch(undefined),
  'filters.kind': z.string().max(40).optional(),
  'filters.state': z.string().max(40).optional(),
});

async function named(lines: readonly z.output<typeof row>[], person: Person) {
  const ids = lines.flatMap(({ member_id, source_member_id }) => [member_id, source_member_id]);
  const names = await namesOf('members', ids, person);
  const memberOf = (id: number) => ({ id, name: nameIn(names, id) });
  return lines.map(({ member_id, source_member_id, reasons, ...line }) => ({
    ...{
      line: line.line,
      kind: line.kind,
      state: line.state,
      level: line.level,
      quantity: line.quantity,
      day: line.day,
    },
    member: memberOf(member_id),
    source: source_member_id === null ? null : memberOf(source_member_id),
    saleId: line.sale_id,
    commissionId: line.commission_id,
    base: formatAmount(line.base),
    amount: formatAmount(line.amount),
    tax: takenOff(line.tax),
    instalment: takenOff(line.instalment),
    reasons: reasonsOf(reasons & ~heldBit),
    isHeld: (reasons & heldBit) > 0,
  }));
}

const takenOff = (amount: bigint | null): string | null =>
  amount === null || amount === 0n ? null : formatAmount(amount);

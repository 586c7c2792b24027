import { z } from 'zod';
import { NotFound } from '../../../core/errors.js';
import { formatAmount } from '../../../core/money.js';
import { id } from '../../../core/parse.js';
import { programOf } from '../../../core/policy.js';
import { query } from '../../../core/query.js';
import { transaction } from '../../../core/transaction.js';
import { big, int } from '../../../db/row-schema.js';
import { select } from '../../../db/select.js';
import { cursorOf, placeOf } from '../../../http/cursor.js';
import { wholeNumber } from '../../../http/whole-number.js';
import { lineKinds, reasonsOf } from '../../engine/lines.js';
import { CommissionRun } from '../commission-run.js';
import { accrualKey } from '../post/line-sql.js';
import { mayRequestRuns } from '../request-run.js';
import { lineStates } from '../totals.js';
import type { RunTotals } from '../totals.js';
import { heldBit } from '../write/line-writer.js';

/** The lines of a run, page by page in their order, of one member, kind or state where that is asked for. */
export const runLines = query({
  name: 'run.lines',
  input: z.strictObject({
    runId: id,
    limit: wholeNumber(1, 100).default(25),
    after: z.string().max(500).optional(),
    memberId: id.optional(),
    kind: z.enum(lineKinds).optional(),
    state: z.enum(lineStates).optional(),
  }),
  allow: mayRequestRuns,

  async run({ input, actor }) {
    const row = await CommissionRun.findOne({ where: { runId: input.runId, programId: programOf(actor) } });
    if (!row) throw new NotFound('run');
    const list = `run-lines/${String(row.runId)}`;
    const after = input.after === undefined ? 0 : placeOf(input.after, { list, sort: 'line' }).id;
    const found = row.fence === null ? [] : await readLines(row, { ...input, after });
    const shown = found.slice(0, input.limit);
    const last = found.length > input.limit ? shown.at(-1) : undefined;
    const nextCursor = last ? cursorOf({ list, sort: 'line', value: '', id: last.line }) : null;
    return { data: shown.map(present), hasMore: last !== undefined, nextCursor };
  },
});

interface Asked {
  limit: number;
  after: number;
  memberId?: number | undefined;
  kind?: string | undefined;
  state?: string | undefined;
}

/** How many lines are looked through at first; each further stretch is so much longer. */
const [stretch, growth] = [1000, 8];

async function readLines(row: CommissionRun, asked: Asked): Promise<Line[]> {
  const [first, last] = row.totals ? sectionOf(row.totals, asked) : [0, 0];
  const found: Line[] = [];
  let [after, step] = [Math.max(asked.after, first), asked.memberId === undefined ? stretch : last];
  while (after < last && found.length <= asked.limit) {
    const until = Math.min(last, after + step);
    found.push(...(await readStretch(row, asked, [after, until])));
    [after, step] = [until, step * growth];
  }
  return found.slice(0, asked.limit + 1);
}

/** Between which numbers lines of a kind and a state lie, if there are any: pairs stand before lines of events. */
function sectionOf({ lines }: RunTotals, { kind, state }: Asked): [number, number] {
  const cells = Object.entries(lines).flatMap(([of, states]) =>
    Object.entries(states ?? {}).map(([how, { lines: count }]) => ({ of, how, count })),
  );
  const sum = (wanted: typeof cells): number => wanted.reduce((all, { count }) => all + count, 0);
  const chosen = cells.filter(({ of, how }) => (kind ?? of) === of && (state ?? how) === how);
  if (sum(chosen) === 0) return [0, 0];
  const pairs = sum(cells.filter(({ of }) => of === 'pair'));
  const [hasPairs, hasOthers] = [chosen.some(({ of }) => of === 'pair'), chosen.some(({ of }) => of !== 'pair')];
  return [hasPairs ? 0 : pairs, hasOthers ? sum(cells) : pairs];
}

const lineRow = z.object({
  line: z.number(),
  member_id: int,
  kind: z.string(),
  state: z.enum(lineStates),
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
  plan_id: int.nullable(),
  commission_id: int.nullable(),
  via: z.array(int).nullable(),
});

type Line = z.output<typeof lineRow>;

// $1 part, $2 run, $3 fence, $4 after this line, $5 up to that one, $6 how many, $7 member, $8 kind, $9 state.
const linesSql = `
  SELECT line.line, member_id, line.kind, state, line.level, line.sale_id, line.source_member_id, day::text, line.base,
    line.quantity, line.amount, tax, line.instalment, coalesce(reasons, 0) AS reasons, line.plan_id,
    coalesce(commission_id, commission.id) AS commission_id, via
  FROM (
    SELECT * FROM run_lines WHERE part = $1 AND run_id = $2 AND fence = $3 AND line > $4 AND line <= $5
      AND ($7::bigint IS NULL OR member_id = $7) AND ($8::text IS NULL OR kind = $8) AND ($9::text IS NULL OR state = $9)
    ORDER BY line LIMIT $6
  ) AS line LEFT JOIN commissions AS commission ON accrual_key = ${accrualKey}
  ORDER BY line.line`;

/** By the order in which they lie, also while the database has not yet looked at how a new table is ordered. */
const readStretch = (row: CommissionRun, asked: Asked, [after, until]: [number, number]): Promise<Line[]> =>
  transaction(async (tx) => {
    const { memberId = null, kind = null, state = null } = asked;
    const place = [row.part, row.runId, row.fence];
    await select(`SELECT set_config('enable_seqscan', 'off', true)`, [], z.unknown(), tx);
    return select(linesSql, [...place, after, until, asked.limit + 1, memberId, kind, state], lineRow, tx);
  });

/** A line as the API shows it; money as decimal text in the run's currency. */
export const lineAnswer = z.object({
  line: z.number(),
  memberId: z.number(),
  kind: z.string(),
  state: z.enum(lineStates),
  level: z.number().nullable(),
  saleId: z.number().nullable(),
  sourceMemberId: z.number().nullable(),
  day: z.string().nullable(),
  base: z.string(),
  quantity: z.number(),
  amount: z.string(),
  tax: z.string(),
  instalment: z.string(),
  reasons: z.array(z.string()),
  isHeld: z.boolean(),
  /** The version of the plan, where it is not the run's own. */
  planId: z.number().nullable(),
  /** The commission that stands for the line: accrued before, or posted by the run. */
  commissionId: z.number().nullable(),
  /** The members between where levels start and who is paid. */
  via: z.array(z.number()),
});

const present = (line: Line): z.output<typeof lineAnswer> => ({
  line: line.line,
  memberId: line.member_id,
  kind: line.kind,
  state: line.state,
  level: line.level,
  saleId: line.sale_id,
  sourceMemberId: line.source_member_id,
  day: line.day,
  base: formatAmount(line.base),
  quantity: line.quantity,
  amount: formatAmount(line.amount),
  tax: formatAmount(line.tax ?? 0n),
  instalment: formatAmount(line.instalment ?? 0n),
  reasons: reasonsOf(line.reasons & ~heldBit),
  isHeld: (line.reasons & heldBit) !== 0,
  planId: line.plan_id,
  commissionId: line.commission_id,
  via: line.via ?? [],
});

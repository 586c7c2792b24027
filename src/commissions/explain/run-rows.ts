import { z } from 'zod';
import { big, int } from '../../db/row-schema.js';
import { select, selectOne } from '../../db/select.js';
import { accrualKey } from '../runs/post/line-sql.js';
import type { RunRead } from './run-read.js';

const bits = z
  .number()
  .nullable()
  .transform((value) => value ?? 0);
const minorOrNothing = big.nullable().transform((value) => value ?? 0n);

const dayRow = z.object({
  day: z.string(),
  possible: z.number(),
  formed: z.number(),
  paid: z.number(),
  flushed: minorOrNothing.transform(Number),
  carry_left: big,
  carry_right: big,
  reasons: bits,
});

/** What one member's matching of a day came to, as the run stored it. */
export type MatchedDay = z.output<typeof dayRow>;

const whose = 'part = $1 AND run_id = $2 AND fence = $3 AND member_id = $4';

/** The days on which a member had possible pairs, in order. */
export const daysOf = ({ place }: RunRead, memberId: number): Promise<MatchedDay[]> =>
  select(
    `SELECT day::text, possible, formed, paid, flushed, carry_left, carry_right, reasons FROM run_days
     WHERE ${whose} ORDER BY day`,
    [...place, memberId],
    dayRow,
  );

const undoneRow = z.object({
  line: int,
  day: z.string(),
  quantity: z.number().transform((pairs) => -pairs),
  amount: big,
});

/** Pairs that a run undid: on which day, how many, and the negative amount that takes back what they paid. */
export const undoneOf = ({ place }: RunRead, memberId: number): Promise<z.output<typeof undoneRow>[]> =>
  select(
    `SELECT line, day::text, quantity, amount FROM run_lines
     WHERE ${whose} AND kind = 'pair' AND quantity < 0 ORDER BY day, line`,
    [...place, memberId],
    undoneRow,
  );

const memberRow = z.object({
  opened_left: big.nullable(),
  opened_right: big.nullable(),
  opened_pairs: minorOrNothing.transform(Number),
  opened_window: z.number().nullable(),
  opened_window_pairs: z.number().nullable(),
  opened_net: big.nullable(),
  opened_due: minorOrNothing,
  carry_left: big.nullable(),
  carry_right: big.nullable(),
  flushed_left: minorOrNothing,
  flushed_right: minorOrNothing,
  pairs: minorOrNothing.transform(Number),
  binary_active: z.boolean().nullable(),
  reasons: bits,
  downline: z.number().nullable(),
  directs: z.number().nullable(),
  personal_volume: minorOrNothing,
  group_volume: minorOrNothing,
  largest_leg: minorOrNothing,
  rank: z.string().nullable(),
});

/** What a member brought into a run and took out of it. */
export type MemberState = z.output<typeof memberRow>;

/** Undefined where the run had nothing to tell of the member. */
export const memberStateOf = ({ place }: RunRead, memberId: number): Promise<MemberState | undefined> =>
  selectOne(
    `SELECT opened_left, opened_right, opened_pairs, opened_window, opened_window_pairs, opened_net, opened_due, carry_left, carry_right, flushed_left,
       flushed_right, pairs, binary_active, reasons, downline, directs, personal_volume, group_volume, largest_leg, rank
     FROM run_members WHERE ${whose}`,
    [...place, memberId],
    memberRow,
  );

const sumRow = z.object({ kind: z.string(), lines: int, amount: big, shrunk: big });

/**
 * What a run adds to a member, by kind: pairs, and event lines that nothing stands for yet; with what went from them
 * again before they were approved.
 */
export const earnedIn = ({ place }: RunRead, memberId: number): Promise<z.output<typeof sumRow>[]> =>
  select(
    `SELECT line.kind, count(*) AS lines, sum(line.amount) AS amount, coalesce(sum(reversed_amount), 0) AS shrunk
     FROM (SELECT * FROM run_lines WHERE ${whose} AND state IN ('new', 'missing')) AS line
     LEFT JOIN commissions AS stands ON line.quantity > 0 AND stands.accrual_key = ${accrualKey}
     WHERE CASE WHEN line.kind = 'pair' THEN stands.status IS DISTINCT FROM 'rejected' ELSE stands.id IS NULL END
     GROUP BY line.kind ORDER BY line.kind`,
    [...place, memberId],
    sumRow,
  );

const paidRow = z.object({ day: z.string(), amount: big, tax: minorOrNothing, instalment: minorOrNothing });

/** What a run's pairs of a day paid, and what it reckoned to be taken off. */
export type PaidDay = z.output<typeof paidRow>;

/** What the pairs of each day paid a member, those undone on it less than nothing. */
export const pairPay = ({ place }: RunRead, memberId: number): Promise<PaidDay[]> =>
  select(
    `SELECT day::text, amount, tax, instalment FROM run_lines WHERE ${whose} AND kind = 'pair'
     ORDER BY day, line`,
    [...place, memberId],
    paidRow,
  );

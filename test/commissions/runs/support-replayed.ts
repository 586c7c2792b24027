import { asSuperuser } from '../../support/database.js';
import { asSystem } from '../people.js';
import { formatAmount } from '../../../src/core/money.js';
import { businessMonth, dayEnd, monthEnd } from '../../../src/core/period.js';
import type { CommissionRun } from '../../../src/commissions/runs/commission-run.js';
import { requestMatching } from '../../../src/commissions/runs/request-matching.js';
import { requestPeriodRun } from '../../../src/commissions/runs/request-period.js';
import { system } from '../../../src/core/actor.js';
import type { Plan } from '../../../src/programs/plan-document.js';
import { Program } from '../../../src/programs/program.js';
import { time } from '../simulate/oracle/world.js';
import type { Case, Member, Sale } from '../simulate/oracle/world.js';
import { closeMonth, finish } from './town.js';

/** A case of the simulator lived through in the database: event by event, with runs in between. */

/** The document that gives a parsed plan again. */
export function documentOf(plan: Plan): unknown {
  const { binary } = plan;
  const text: unknown = JSON.parse(
    JSON.stringify(plan, (_, value: unknown) => (typeof value === 'bigint' ? formatAmount(value) : value)),
  );
  if (binary?.unit !== 'members') return text;
  const document = text as { binary: object };
  return { ...document, binary: { ...document.binary, pair_value: Number(binary.pair_value) } };
}

let towns = 0;

/** The same case with ids that no other has, in a life that happens in order: nobody is there before whom he needs. */
export function liveable({ members, sales, ...rest }: Case, begin: string): Case {
  towns += 1;
  const shift = towns * 10_000 + 1;
  const joins = new Map<number | null, string>();
  const born: Member[] = [];
  for (const [index, member] of members.entries()) {
    const needs = [member.parent, member.sponsor].map((id) => joins.get(id) ?? begin);
    const joinedAt = index === 0 ? begin : latest(member.joinedAt, ...needs);
    joins.set(member.id, joinedAt);
    const activatedAt = member.activatedAt === null ? null : latest(member.activatedAt, joinedAt);
    born.push({ ...member, joinedAt, activatedAt });
  }
  const dated = sales.map((sale) => ({
    ...sale,
    at: latest(sale.at, joins.get(sale.member) ?? begin, joins.get(sale.seller) ?? begin),
  }));
  const saleOf = ({ refundOf }: Sale): Sale | undefined => dated.find(({ id }) => id === refundOf);
  const made = dated.map((sale) => ({ ...sale, at: latest(sale.at, saleOf(sale)?.at ?? sale.at) }));
  const known = new Set(made.filter(({ refundOf, amount }) => refundOf === null && amount > 0n).map(({ id }) => id));
  const kept = made.filter(({ refundOf, id, amount }) =>
    refundOf === null ? known.has(id) : known.has(refundOf) && amount < 0n,
  );
  const moved = <T extends number | null>(id: T): T => (id === null ? id : ((id + shift) as T));
  const first = {
    id: 5000,
    member: members[0]?.id ?? 0,
    seller: null,
    amount: 1n,
    volume: 0n,
    at: begin,
    refundOf: null,
  };
  return {
    ...rest,
    members: born.map((one) => ({ ...one, id: moved(one.id), parent: moved(one.parent), sponsor: moved(one.sponsor) })),
    sales: [first, ...kept].map((one) => ({
      ...one,
      id: moved(one.id),
      member: moved(one.member),
      seller: moved(one.seller),
      refundOf: moved(one.refundOf),
    })),
  };
}

const latest = (...moments: string[]): string => moments.reduce((last, at) => (time(at) > time(last) ? at : last));

/** When runs match within months; months are closed as they end, all of them until `asOf`. */
export type Nights = readonly string[];

/** How time passes for a life, and what becomes of what it earns. */
export interface Pace {
  /** Before something happens or a run is asked for. */
  reach: (moment: number) => Promise<unknown>;
  /** After something happened. */
  settle: (program: Program) => Promise<unknown>;
  /** Computes and posts a run over days that end at a moment. */
  finish: (row: CommissionRun, end: number) => Promise<CommissionRun>;
}

/** All of it is written down later, and nothing is approved. */
const afterwards: Pace = {
  reach: () => Promise.resolve(),
  settle: () => Promise.resolve(),
  finish: (row) => finish(row),
};

export async function live(input: Case, nights: Nights, pace = afterwards): Promise<Program> {
  const program = await settle(input);
  const zone = program.timeZone;
  const happenings = [...lives(input.members), ...trades(program, input)].sort(
    (a, b) => time(a.at) - time(b.at) || a.step - b.step || a.id - b.id,
  );
  const months = monthsOf(input, zone);
  const actor = system(program.id);
  const runs = [
    ...nights.map((until) => ({ at: dayEnd(until, zone).getTime(), ask: () => requestMatching(actor, { until }) })),
    ...months.map((month) => ({ at: monthEnd(month, zone).getTime(), ask: () => requestPeriodRun(actor, { month }) })),
  ].sort((a, b) => a.at - b.at);
  for (const { at, ask } of runs) {
    for (let next = happenings[0]; next && time(next.at) < at; next = happenings[0]) {
      await pace.reach(time(next.at));
      await happenings.shift()?.happen();
      await pace.settle(program);
    }
    await pace.reach(at);
    await inTime(await pace.finish(await ask(), at));
  }
  return program;
}

/** The same life, of which no month is closed before all of it is over. */
export async function liveAtOnce(input: Case): Promise<Program> {
  const program = await settle(input);
  const happenings = [...lives(input.members), ...trades(program, input)];
  for (const { happen } of happenings.sort((a, b) => time(a.at) - time(b.at) || a.step - b.step || a.id - b.id))
    await happen();
  for (const month of monthsOf(input, program.timeZone)) await closeMonth(program, month);
  return program;
}

function monthsOf({ sales, asOf }: Case, zone: string): string[] {
  const months: string[] = [];
  const first = Math.min(...sales.map(({ at }) => time(at)));
  for (let at = new Date(first); at.getTime() <= time(asOf);) {
    const month = businessMonth(at, zone);
    months.push(month);
    at = monthEnd(month, zone);
  }
  return months;
}

/** Closes a month in time: what it settles holds from the first moment of the next one. */
async function inTime({ runId, endsAt }: CommissionRun): Promise<void> {
  await asSuperuser('ALTER TABLE rank_history DISABLE TRIGGER ALL');
  await asSuperuser('UPDATE rank_history SET effective_at = $2 WHERE run_id = $1', [runId, endsAt]);
  await asSuperuser('ALTER TABLE rank_history ENABLE TRIGGER ALL');
}

async function settle({ plan, members }: Case): Promise<Program> {
  const program = await Program.create({
    key: `lived-${members[0]?.id ?? 0}`,
    name: 'Lived',
    currency: 'USD',
    timeZone: plan.time_zone,
  });
  const { id } = program;
  await asSuperuser(
    `INSERT INTO plans (program_id, key, version, status, effective_from, document, simulation, published_at)
     VALUES ($1, $2, 1, 'published', '2019-01-01', $3, '{}', now())`,
    [id, program.key, JSON.stringify(documentOf(plan))],
  );
  const [tree] = await asSuperuser<{ id: string }>(
    'INSERT INTO trees (program_id, width) VALUES ($1, 9) RETURNING id',
    [id],
  );
  const rows = JSON.stringify(members);
  await asSuperuser(
    `INSERT INTO members (id, program_id, external_id, sponsor_id, is_distributor, joined_at, status) OVERRIDING SYSTEM VALUE
     SELECT id, $1, 'm' || id, sponsor, true, "joinedAt", CASE WHEN active THEN 'active' ELSE 'inactive' END
     FROM jsonb_to_recordset($2::jsonb) AS m (id bigint, sponsor bigint, "joinedAt" timestamptz, active boolean)`,
    [id, rows],
  );
  await asSuperuser(
    `INSERT INTO positions (program_id, tree_id, member_id, parent_id, slot, depth, leg_head_id, placed_at)
     SELECT $1, $3, id, parent, CASE WHEN parent IS NOT NULL THEN slot END, 1, id, "joinedAt"
     FROM jsonb_to_recordset($2::jsonb) AS m (id bigint, parent bigint, slot int, "joinedAt" timestamptz)`,
    [id, rows, tree?.id],
  );
  await asSuperuser(
    `INSERT INTO member_statuses (program_id, member_id, status, effective_at)
     SELECT program_id, id, status, '2019-01-01' FROM members WHERE program_id = $1 AND status <> 'active'`,
    [id],
  );
  await asSuperuser(
    `INSERT INTO kyc_cases (program_id, member_id, status, legal_name, decided_at)
     SELECT program_id, id, 'approved', 'Known', '2019-01-01' FROM members WHERE program_id = $1`,
    [id],
  );
  return program;
}

interface Happening {
  at: string;
  step: number;
  id: number;
  happen: () => Promise<unknown>;
}

const lives = (members: readonly Member[]): Happening[] =>
  members.flatMap(({ id, joinedAt, activatedAt }) => {
    const join = () => asSystem(({ emit }) => Promise.resolve(emit({ type: 'member.joined', memberId: id })));
    const activate = async () => {
      await asSuperuser('UPDATE members SET activated_at = $2 WHERE id = $1', [id, activatedAt]);
      await asSystem(({ emit }) => Promise.resolve(emit({ type: 'member.activated', memberId: id })));
    };
    return [
      { at: joinedAt, step: 0, id, happen: join },
      ...(activatedAt === null ? [] : [{ at: activatedAt, step: 1, id, happen: activate }]),
    ];
  });

const trades = (program: Program, { sales }: Case): Happening[] =>
  sales.map((sale) => {
    const happen = () => (sale.refundOf === null ? confirm(program, sale) : takeBack(program, sale));
    return { at: sale.at, step: 2, id: sale.id, happen };
  });

async function confirm({ id: programId }: Program, { id, member, seller, amount, volume, at }: Sale): Promise<void> {
  await asSuperuser(
    `INSERT INTO sales (id, program_id, source, external_order_id, buyer_member_id, seller_member_id, amount, currency, volume,
       status, occurred_at, confirmed_at) OVERRIDING SYSTEM VALUE
     VALUES ($1::bigint, $2, 'api', $1::text, $3, $4, $5, 'USD', $6, 'confirmed', $7, $7)`,
    [id, programId, member, seller, amount.toString(), volume.toString(), at],
  );
  await asSystem(({ emit }) => Promise.resolve(emit({ type: 'sale.confirmed', saleId: id })));
}

async function takeBack({ id: programId }: Program, { id, refundOf, amount, volume, at }: Sale): Promise<void> {
  const [made] = await asSuperuser<{ id: string }>(
    `WITH sale AS (
       UPDATE sales SET refunded_amount = refunded_amount + $3::bigint,
         status = CASE WHEN refunded_amount + $3::bigint = amount THEN 'refunded' ELSE status END
       WHERE id = $1 RETURNING refunded_amount
     )
     INSERT INTO refunds (program_id, sale_id, reference, amount, refunded_total, volume, refunded_at)
     SELECT $2, $1, $4::bigint, $3, refunded_amount, $5, $6 FROM sale RETURNING id`,
    [refundOf, programId, (-amount).toString(), id, (-volume).toString(), at],
  );
  await asSystem(({ emit }) =>
    Promise.resolve(emit({ type: 'sale.refunded', saleId: refundOf ?? 0, refundId: Number(made?.id) })),
  );
}

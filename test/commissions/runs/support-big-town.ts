import type { Program } from '../../../src/programs/program.js';
import { asSuperuser } from '../../support/database.js';
import { monthAgo, newProgram } from './town.js';

/** A program with a tree of two legs and a month of sales, refunds and changes of status, written past the commands. */
export interface BigTown {
  program: Program;
  /** The month before last: it is over whatever the day is. */
  month: string;
  firstMember: number;
}

/** Every part that a run has: sellers, levels, pairs under a cap, ranks. */
const parts = {
  seller: { rate_bp: 700 },
  levels: { tree: 'sponsor', on: ['purchase'], rates_bp: [500, 300], compression: 'standard' },
  binary: { unit: 'volume', pair_value: '100.00', amount: '10.00', cap: { pairs: 4, per: 'day' } },
  ranks: {
    tree: 'placement',
    volume_of: 'month',
    paid_as_by: [
      { name: 'Bronze', downline: 3 },
      { name: 'Silver', downline: 30, group_volume: '1000.00' },
    ],
  },
};

// 7919, 104729 and 15485863 are primes: they scatter sponsors, buyers, amounts and moments, the same in every town.
const members = `
  INSERT INTO members (id, program_id, external_id, sponsor_id, is_distributor, joined_at) OVERRIDING SYSTEM VALUE
  SELECT $2::bigint + n - 1, $1, 'm' || n, CASE WHEN n > 1 THEN $2 + greatest(1, (n * 7919) % (n - 1) + 1) - 1 END, true,
    '2020-01-01'
  FROM generate_series(1::bigint, $3::bigint) AS n`;

const positions = `
  INSERT INTO positions (program_id, tree_id, member_id, parent_id, slot, depth, leg_head_id)
  SELECT $1, $2, $3::bigint + n - 1, CASE WHEN n > 1 THEN $3 + n / 2 - 1 END, CASE WHEN n > 1 THEN n % 2 END, 1, $3 + n - 1
  FROM generate_series(1::bigint, $4::bigint) AS n`;

const statuses = `
  INSERT INTO member_statuses (program_id, member_id, status, effective_at)
  SELECT $1, $2::bigint + n * 37, CASE n % 3 WHEN 0 THEN 'suspended' ELSE 'inactive' END, $4::timestamptz + n % 20 * interval '31 hours'
  FROM generate_series(1::bigint, $3::bigint / 40) AS n`;

const sales = `
  INSERT INTO sales (program_id, source, external_order_id, buyer_member_id, seller_member_id, amount, currency, volume,
    status, occurred_at, confirmed_at)
  SELECT $1, 'api', n, $2 + (n * 104729) % $3, CASE n % 4 WHEN 0 THEN $2 + (n * 7919) % $3 END, 2000 + (n * 7919) % 8000,
    'USD', 2000 + (n * 7919) % 8000, 'confirmed', $4::timestamptz + ((n * 15485863) % 2419200) * interval '1 second', now()
  FROM generate_series(1::bigint, $3::bigint) AS n`;

export async function bigTown(people: number, changes: Record<string, unknown> = {}): Promise<BigTown> {
  const program = await newProgram('binary-classic', { ...parts, ...changes });
  const month = monthAgo(2);
  const from = `${month}-01T00:00:00Z`;
  const tree = await idOf('INSERT INTO trees (program_id, width) VALUES ($1, 2) RETURNING id', [program.id]);
  const firstMember = (await idOf('SELECT coalesce(max(id), 0) AS id FROM members', [])) + 1;
  await asSuperuser(members, [program.id, firstMember, people]);
  await asSuperuser('ALTER TABLE positions DISABLE TRIGGER ALL');
  await asSuperuser(positions, [program.id, tree, firstMember, people]);
  await asSuperuser('ALTER TABLE positions ENABLE TRIGGER ALL');
  await asSuperuser(statuses, [program.id, firstMember, people, from]);
  await asSuperuser(sales, [program.id, firstMember, people, from]);
  await asSuperuser(`SELECT setval('members_id_seq', (SELECT max(id) FROM members))`);
  await asSuperuser('ANALYZE');
  return { program, month, firstMember };
}

/** Takes back a part of every eleventh sale, from a day of the month on. */
export async function refundSome({ program, month }: BigTown, day: number): Promise<void> {
  await asSuperuser(
    `INSERT INTO refunds (program_id, sale_id, reference, amount, refunded_total, volume, refunded_at)
     SELECT program_id, id, 'part', amount / 2, amount / 2, volume, $2::timestamptz + external_order_id::int % 7 * interval '1 day'
     FROM sales WHERE program_id = $1 AND external_order_id::int % 11 = 0 AND occurred_at < $2::timestamptz`,
    [program.id, `${month}-${String(day).padStart(2, '0')}T09:00:00Z`],
  );
}

async function idOf(sql: string, binds: readonly unknown[]): Promise<number> {
  const [row] = await asSuperuser<{ id: string }>(sql, binds);
  return Number(row?.id);
}

const stored = (table: string, order: string): string => `
  SELECT count(*)::int AS rows, md5(string_agg((to_jsonb(found) - '{part,run_id,fence}'::text[])::text, '' ORDER BY ${order})) AS bytes
  FROM ${table} AS found WHERE run_id = $1 AND fence = (SELECT fence FROM commission_runs WHERE run_id = $1)`;

/** What a run computed, table by table, as it is stored: how many rows, and a hash of them in their order. */
export async function storedBy(runId: number): Promise<Record<string, unknown>> {
  const [lines] = await asSuperuser(stored('run_lines', 'line'), [runId]);
  const [days] = await asSuperuser(stored('run_days', 'member_id, day, possible DESC, formed DESC'), [runId]);
  const [states] = await asSuperuser(stored('run_members', 'member_id'), [runId]);
  const [row] = await asSuperuser('SELECT certificate, totals, batches FROM commission_runs WHERE run_id = $1', [
    runId,
  ]);
  return { lines, days, states, row };
}

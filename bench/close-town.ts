import type { Throwaway } from './throwaway.js';

export const shapes = ['balanced', 'power-leg', 'outer-leg'] as const;
export type Shape = (typeof shapes)[number];

/** A program with members and one month of sales, made for measuring its close. */
export interface Town {
  program: number;
  month: string;
}

/** What the bench pays by: four levels along sponsors, pairs of volume with a cap a month, ranks by group. */
const plan = {
  name: 'Close bench',
  currency: 'USD',
  time_zone: 'UTC',
  levels: { tree: 'sponsor', on: ['purchase'], rates_bp: [500, 300, 200, 100], compression: 'standard' },
  binary: { unit: 'volume', pair_value: '100.00', amount: '10.00', cap: { pairs: 10, per: 'month' } },
  ranks: {
    tree: 'placement',
    volume_of: 'month',
    paid_as_by: [
      { name: 'Bronze', downline: 3 },
      { name: 'Silver', downline: 30, group_volume: '5000.00' },
      { name: 'Gold', downline: 300, group_volume: '50000.00', largest_leg_max_bp: 7000 },
    ],
  },
};

const third = '($4::bigint * 319 / 1000)';

/** Whom member n of all stands under, and in which slot. */
const above: Readonly<Record<Shape, [parent: string, slot: string]>> = {
  balanced: ['n / 2', 'n % 2'],
  // A third of all in one leg, a branch off each of them, the others below the branches: 319,000 deep at a million.
  'power-leg': [
    `CASE WHEN n <= ${third} THEN n - 1 WHEN n <= 2 * ${third} THEN n - ${third}
      ELSE ${third} + 1 + (n - 2 * ${third} - 1) / 2 END`,
    `CASE WHEN n <= ${third} THEN 0 WHEN n <= 2 * ${third} THEN 1 ELSE (n - 2 * ${third} - 1) % 2 END`,
  ],
  // Two outer legs under the root, half of all in each.
  'outer-leg': ['greatest(n - 2, 1)', 'n % 2'],
};

// Anybody among the earlier members sponsors the next one, the same in every run: Knuth's multiplier scatters them.
const members = `
  INSERT INTO members (id, program_id, external_id, sponsor_id, is_distributor, joined_at) OVERRIDING SYSTEM VALUE
  SELECT $2 + n - 1, $1, 'm' || n, CASE WHEN n > 1 THEN $2 + (n * 2654435761 % 4294967296) % (n - 1) END, true,
    '2020-01-01'
  FROM generate_series(1::bigint, $3::bigint) AS n`;

const positions = (shape: Shape): string => `
  INSERT INTO positions (program_id, tree_id, member_id, parent_id, slot, depth, leg_head_id)
  SELECT $1, $2, $3 + n - 1, CASE WHEN n > 1 THEN $3 + ${above[shape][0]} - 1 END,
    CASE WHEN n > 1 THEN ${above[shape][1]} END, 1, $3 + n - 1
  FROM generate_series(1::bigint, $4::bigint) AS n`;

// 7919, 104729 and 15485863 are primes: they scatter buyers, amounts and moments, the same in every run.
const sales = `
  INSERT INTO sales (program_id, source, external_order_id, buyer_member_id, amount, currency, volume, status,
    occurred_at, confirmed_at)
  SELECT $1, 'api', n, $2 + (n * 104729) % $3, 2000 + (n * 7919) % 8000, 'USD', 2000 + (n * 7919) % 8000, 'confirmed',
    $4::timestamptz + ((n * 15485863) % 2592000) * interval '1 second', now()
  FROM generate_series(1::bigint, $5::bigint) AS n`;

export async function makeTown(
  { ask }: Throwaway,
  { shape, people, orders }: { shape: Shape; people: number; orders: number },
): Promise<Town> {
  const month = monthAgo();
  const program = await idOf(
    ask,
    `INSERT INTO programs (key, name, currency, time_zone) VALUES ($1, $1, 'USD', 'UTC') RETURNING id`,
    [`close-${shape}-${String(people)}-${String(orders)}`],
  );
  await ask(
    `INSERT INTO plans (program_id, key, version, status, effective_from, document, simulation, published_at)
     VALUES ($1, 'close', 1, 'published', '2020-01-01', $2, '{}', now())`,
    [program, JSON.stringify(plan)],
  );
  const tree = await idOf(ask, 'INSERT INTO trees (program_id, width) VALUES ($1, 2) RETURNING id', [program]);
  const first = (await idOf(ask, 'SELECT coalesce(max(id), 0) AS id FROM members', [])) + 1;
  await ask(members, [program, first, people]);
  await withoutParentKey(ask, () => ask(positions(shape), [program, tree, first, people]));
  await ask(sales, [program, first, people, `${month}-01T00:00:00Z`, orders]);
  await ask(`SELECT setval('members_id_seq', (SELECT max(id) FROM members))`);
  await ask('VACUUM ANALYZE');
  return { program, month };
}

/** Positions come in any order of parents; the key is checked once all stand. */
async function withoutParentKey(ask: Throwaway['ask'], work: () => Promise<unknown>): Promise<void> {
  await ask('ALTER TABLE positions DROP CONSTRAINT positions_parent_fkey');
  await work();
  await ask(
    `ALTER TABLE positions ADD CONSTRAINT positions_parent_fkey
     FOREIGN KEY (tree_id, parent_id) REFERENCES positions (tree_id, member_id)`,
  );
}

/** The month before last: it is over whatever the day is. */
function monthAgo(): string {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 2, 1)).toISOString().slice(0, 7);
}

async function idOf(ask: Throwaway['ask'], sql: string, binds: readonly unknown[]): Promise<number> {
  const [row] = await ask<{ id: string }>(sql, binds);
  return Number(row?.id);
}

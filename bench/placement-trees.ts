import type { Throwaway } from './throwaway.js';

/** A tree made for measuring; its members' ids follow one another from the root's on. */
export interface MadeTree {
  program: number;
  first: number;
  members: number;
}

// Member n of a full binary tree stands under member n / 2: even ones left, odd ones right. Outer legs and free slots
// follow from the digits of n: a left leg appends zeros, a right leg ones.
const balanced = `
  INSERT INTO positions (program_id, tree_id, member_id, parent_id, slot, depth, free_slot, free_distance,
    leg_head_id, left_tail_id, right_tail_id)
  SELECT $1, $2, $3 + n - 1, CASE WHEN n > 1 THEN $3 + n / 2 - 1 END, CASE WHEN n > 1 THEN n % 2 END,
    length(ltrim(n::int::bit(32)::text, '0')),
    CASE WHEN 2 * n > $4 THEN 0 WHEN 2 * n = $4 THEN 1 END,
    (SELECT min(t) FROM generate_series(1, 32) AS t WHERE (n + 1) << t > $4::bigint + 1),
    $3 + CASE WHEN n % 2 = 0 THEN left_head WHEN n > 1 THEN greatest(right_head, 1) ELSE 1 END - 1,
    CASE WHEN n % 2 = 1 THEN $3 + (SELECT max(n << t) FROM generate_series(0, 32) AS t WHERE n << t <= $4) - 1 END,
    CASE WHEN n % 2 = 0 OR n = 1 THEN
      $3 + (SELECT max(((n + 1) << t) - 1) FROM generate_series(0, 32) AS t WHERE ((n + 1) << t) - 1 <= $4) - 1 END
  FROM generate_series(1::bigint, $4::bigint) AS n
  CROSS JOIN LATERAL (SELECT n / (n & -n) AS left_head, (n + 1) / ((n + 1) & -(n + 1)) - 1 AS right_head) AS heads`;

const leftLeg = `
  INSERT INTO positions (program_id, tree_id, member_id, parent_id, slot, depth, free_slot,
    leg_head_id, left_tail_id, right_tail_id)
  SELECT $1, $2, $3 + n - 1, CASE WHEN n > 1 THEN $3 + n - 2 END, CASE WHEN n > 1 THEN 0 END, n,
    CASE WHEN n < $4 THEN 1 ELSE 0 END, $3, CASE WHEN n = 1 THEN $3 + $4 - 1 END, $3 + n - 1
  FROM generate_series(1::bigint, $4::bigint) AS n`;

/** Makes a program with a binary tree of that many members, each sponsored by the one above. */
export async function makeTree(
  { ask }: Throwaway,
  key: string,
  shape: 'balanced' | 'left-leg',
  members: number,
): Promise<MadeTree> {
  const program = await idOf(
    ask,
    `INSERT INTO programs (key, name, currency, time_zone) VALUES ($1, $1, 'USD', 'UTC')`,
    key,
  );
  const tree = await idOf(ask, 'INSERT INTO trees (program_id, width) VALUES ($1, 2)', program);
  const [last] = await ask<{ id: string }>('SELECT coalesce(max(id), 0) AS id FROM members');
  const first = Number(last?.id) + 1;
  const above = shape === 'balanced' ? 'n / 2' : 'n - 1';
  await ask(
    `INSERT INTO members (id, program_id, external_id, sponsor_id) OVERRIDING SYSTEM VALUE
     SELECT $1 + n - 1, $2, 'm' || n, CASE WHEN n > 1 THEN $1 + ${above} - 1 END
     FROM generate_series(1::bigint, $3::bigint) AS n`,
    [first, program, members],
  );
  await ask(shape === 'balanced' ? balanced : leftLeg, [program, tree, first, members]);
  await ask(`SELECT setval('members_id_seq', (SELECT max(id) FROM members))`);
  return { program, first, members };
}

async function idOf(ask: Throwaway['ask'], sql: string, bind: unknown): Promise<number> {
  const [row] = await ask<{ id: string }>(`${sql} RETURNING id`, [bind]);
  return Number(row?.id);
}

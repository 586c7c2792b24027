import type { Transaction } from 'sequelize';
import { z } from 'zod';
import { int } from '../db/row-schema.js';
import { select } from '../db/select.js';

/** What to call a member, in SQL over `members` left-joined with `users`. */
export const memberName = `coalesce(
  nullif(concat_ws(' ', users.first_name, users.last_name), ''), users.username, members.external_id,
  'Member ' || members.id)`;

/** What to call each of these members, by id. */
export async function memberNames(ids: readonly number[], tx?: Transaction): Promise<Map<number, string>> {
  const rows = await select(
    `SELECT members.id, ${memberName} AS name FROM members LEFT JOIN users ON users.id = members.user_id
     WHERE members.id = ANY ($1::bigint[])`,
    [ids],
    z.object({ id: int, name: z.string() }),
    tx,
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}

import { Op } from 'sequelize';
import type { Transaction, WhereOptions } from 'sequelize';
import { z } from 'zod';
import type { Actor } from '../core/actor.js';
import { int } from '../db/row-schema.js';
import { select, selectOne } from '../db/select.js';

const team = `
  SELECT user_id AS id FROM team_members JOIN teams ON teams.id = team_id
  WHERE team_lead_id = $1 AND archived_at IS NULL AND left_at IS NULL`;

/**
 * Whom the actor sees: null means everyone (owner, admin, the system); a team lead today's team; everyone else, and a
 * key for its owner, only that person. Rows that carry the team of their day are a matter of `teamRowsSeenBy`.
 */
export async function userIdsSeenBy(actor: Actor, tx?: Transaction): Promise<number[] | null> {
  const { kind, role, userId } = actor;
  if (seesEveryone(actor)) return null;
  if (userId === null) return [];
  if (kind !== 'person' || role !== 'team_lead') return [userId];
  const members = await select(team, [userId], z.object({ id: int }), tx);
  return [userId, ...members.map(({ id }) => id)];
}

/** Owners, admins and the system are bound by no scope. */
export const seesEveryone = ({ kind, role }: Actor): boolean =>
  kind === 'system' || (kind === 'person' && (role === 'owner' || role === 'admin'));

/** The team that a team lead leads today; null for everybody else. */
export async function teamLedBy({ kind, role, userId }: Actor, tx?: Transaction): Promise<number | null> {
  if (kind !== 'person' || role !== 'team_lead') return null;
  const sql = 'SELECT id FROM teams WHERE team_lead_id = $1 AND archived_at IS NULL';
  return (await selectOne(sql, [userId], z.object({ id: int }), tx))?.id ?? null;
}

/**
 * Which rows with a `teamId` the actor sees, as alternatives; null means all. They are the own by one of these columns,
 * and for a team lead those of the team led, whoever of it is still there.
 */
export async function teamRowsSeenBy(
  actor: Actor,
  columns: readonly string[],
  tx?: Transaction,
): Promise<WhereOptions[] | null> {
  if (seesEveryone(actor)) return null;
  const me = actor.userId === null ? [] : [actor.userId];
  const teamId = await teamLedBy(actor, tx);
  const own = columns.map((column) => ({ [column]: { [Op.in]: me } }));
  return teamId === null ? own : [...own, { teamId }];
}

/** The team a person works in on that moment, or leads; history stays with the team of that day. */
export async function teamIdOf(userId: number, at: Date, tx?: Transaction): Promise<number | null> {
  const sql = `
    SELECT team_id AS id, 1 AS place FROM team_members
    WHERE user_id = $1 AND joined_at <= $2 AND (left_at IS NULL OR left_at > $2)
    UNION ALL
    SELECT id, 2 FROM teams WHERE team_lead_id = $1 AND created_at <= $2 AND (archived_at IS NULL OR archived_at > $2)
    ORDER BY place LIMIT 1`;
  return (await selectOne(sql, [userId, at], z.object({ id: int }), tx))?.id ?? null;
}

import type { Transaction, WhereOptions } from 'sequelize';
import { literal, Op } from 'sequelize';
import { staffRoles } from '../core/actor.js';
import type { Actor, Role } from '../core/actor.js';
import { NotFound } from '../core/errors.js';
import { programOf } from '../core/policy.js';
import { memberOfProgram, memberOfUser } from './find-member.js';
import { positionOf } from './find-position.js';
import type { Member } from './member.js';
import { isAtOrAbove } from './upline.js';

const staff: ReadonlySet<Role> = new Set(staffRoles);

/** Staff, keys and the system see every member of their program. */
export const seesAll = ({ kind, role }: Actor): boolean =>
  kind === 'system' || kind === 'key' || (kind === 'person' && role !== null && staff.has(role));

/** Owners, admins and keys act for any member of their program; everybody else for himself. */
export const isInCharge = ({ kind, role }: Actor): boolean =>
  kind === 'system' || kind === 'key' || role === 'owner' || role === 'admin';

/** Which members the actor sees: staff and keys all of the program; a member himself, whom he brought, his downline. */
export async function membersSeenBy(actor: Actor, tx?: Transaction): Promise<WhereOptions> {
  const programId = programOf(actor);
  if (seesAll(actor)) return { programId };
  const own = await ownMember(actor, tx);
  if (!own) return { id: null };
  const size = (await positionOf(own, tx))?.subtreeSize ?? 0;
  const below = downlineOf(own);
  if (size <= looked_up) return { programId, id: { [Op.in]: literal(`(${below} UNION ${broughtBy(own)})`) } };
  return { programId, [Op.or]: [{ sponsorId: own.id }, { id: { [Op.in]: literal(`(${below})`) } }] };
}

/** A downline up to this size leads to its members; of a larger one, members are looked through for who is in it. */
const looked_up = 20_000;

/** The member, if the actor sees him; the others do not exist for him. Costs the way up, not the whole downline. */
export async function visibleMember(actor: Actor, memberId: number, tx?: Transaction): Promise<Member> {
  const member = await memberOfProgram(programOf(actor), memberId, tx);
  if (await (await sightOf(actor, tx))(member)) return member;
  throw new NotFound('member');
}

/** Tells of members of the program, one by one, whether the actor sees them. */
export async function sightOf(actor: Actor, tx?: Transaction): Promise<(member: Member) => Promise<boolean>> {
  if (seesAll(actor)) return () => Promise.resolve(true);
  const own = await ownMember(actor, tx);
  if (!own) return () => Promise.resolve(false);
  return async ({ id, sponsorId }) => sponsorId === own.id || isAtOrAbove(own.id, id, 'placement', tx);
}

/** Whether the actor sees who stands below a member: not of those whom he brought and who stand elsewhere. */
export async function seesBelow(actor: Actor, { id }: Member, tx?: Transaction): Promise<boolean> {
  if (seesAll(actor)) return true;
  const own = await ownMember(actor, tx);
  return own !== null && isAtOrAbove(own.id, id, 'placement', tx);
}

/** The member that the acting person is. */
export const ownMember = async (actor: Actor, tx?: Transaction): Promise<Member | null> =>
  actor.userId === null ? null : memberOfUser(actor.userId, programOf(actor), tx);

// The numbers in these texts are our own ids.

const broughtBy = ({ id, programId }: Member): string =>
  `SELECT id FROM members WHERE program_id = ${programId} AND sponsor_id = ${id}`;

/** The member himself and everybody below. */
const downlineOf = ({ id, programId }: Member): string => `
  WITH RECURSIVE tree AS (SELECT id FROM trees WHERE program_id = ${programId} AND key = 'placement'),
  below AS (
    SELECT ${id}::bigint AS member_id
    UNION ALL
    SELECT next.member_id FROM below CROSS JOIN LATERAL (
      SELECT member_id FROM positions
      WHERE tree_id = (SELECT id FROM tree) AND parent_id = below.member_id OFFSET 0
    ) AS next
  )
  SELECT member_id FROM below`;

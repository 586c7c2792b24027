import type { Transaction, WhereOptions } from 'sequelize';
import { literal, Op } from 'sequelize';
import { staffRoles } from '../core/actor.js';
import type { Actor, Role } from '../core/actor.js';
import { NotFound } from '../core/errors.js';
import { programOf } from '../core/policy.js';
import { memberOfProgram, memberOfUser } from './find-member.js';
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
  return {
    programId,
    [Op.or]: [{ id: own.id }, { sponsorId: own.id }, { id: { [Op.in]: literal(`(${belowSql(own)})`) } }],
  };
}

/** The member, if the actor sees him; the others do not exist for him. Costs the way up, not the whole downline. */
export async function visibleMember(actor: Actor, memberId: number, tx?: Transaction): Promise<Member> {
  const member = await memberOfProgram(programOf(actor), memberId, tx);
  if (seesAll(actor)) return member;
  const own = await ownMember(actor, tx);
  if (!own) throw new NotFound('member');
  if (member.sponsorId === own.id || (await isAtOrAbove(own.id, member.id, 'placement', tx))) return member;
  throw new NotFound('member');
}

/** The member that the acting person is. */
export const ownMember = async (actor: Actor, tx?: Transaction): Promise<Member | null> =>
  actor.userId === null ? null : memberOfUser(actor.userId, programOf(actor), tx);

/** Both numbers are our own ids. */
const belowSql = ({ id, programId }: Member): string => `
  WITH RECURSIVE tree AS (SELECT id FROM trees WHERE program_id = ${programId} AND key = 'placement'),
  below AS (
    SELECT member_id FROM positions WHERE tree_id = (SELECT id FROM tree) AND parent_id = ${id}
    UNION ALL
    SELECT next.member_id FROM below JOIN positions AS next
      ON next.tree_id = (SELECT id FROM tree) AND next.parent_id = below.member_id
  )
  SELECT member_id FROM below`;

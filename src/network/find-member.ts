import type { Transaction, WhereOptions } from 'sequelize';
import { NotFound } from '../core/errors.js';
import { Member } from './member.js';

/** The member that a person is in a program, or null. */
export const memberOfUser = (userId: number, programId: number, tx?: Transaction): Promise<Member | null> =>
  Member.findOne({ where: { programId, userId }, transaction: tx ?? null });

/** The member of that id; refused as not found when there is none. */
export const memberById = (id: number, tx?: Transaction): Promise<Member> => findOrRefuse({ id }, tx);

/** The same for callers who act in one program: members of others do not exist for them. */
export const memberOfProgram = (programId: number, id: number, tx?: Transaction): Promise<Member> =>
  findOrRefuse({ programId, id }, tx);

/** The member whom a partner's system calls so. */
export const memberByExternalId = (programId: number, externalId: string, tx?: Transaction): Promise<Member> =>
  findOrRefuse({ programId, externalId }, tx);

async function findOrRefuse(where: WhereOptions, tx?: Transaction): Promise<Member> {
  const member = await Member.findOne({ where, transaction: tx ?? null });
  if (!member) throw new NotFound('member');
  return member;
}

import { businessDay, dayStart } from '../../src/core/period.js';
import type { Member } from '../../src/network/member.js';
import type { Program } from '../../src/programs/program.js';
import { hashPassword } from '../../src/users/passwords.js';
import { UserCredential } from '../../src/users/user-credential.js';
import { buys, joined, newProgram } from '../commissions/runs/town.js';
import { asOwner } from '../support/database.js';
import { newUser } from '../tracking/people.js';
import { password } from './member.js';

export interface LegTown {
  program: Program;
  me: Member;
  legs: Record<'left' | 'right', Member>;
  login: string;
}

/** A member who can sign in. */
export async function memberOf(program: Program): Promise<{ me: Member; login: string }> {
  const user = await newUser('affiliate');
  await UserCredential.create({ userId: user.id, passwordHash: await hashPassword(password) });
  const me = await joined(program, { sponsorId: null, userId: user.id });
  return { me, login: user.email ?? '' };
}

/** A program that pays pairs, and a member who can sign in, with a left and a right leg of one member each. */
export async function legTown(): Promise<LegTown> {
  const program = await newProgram('binary-classic', { cap: undefined });
  const { me, login } = await memberOf(program);
  const below = (slot: number) => joined(program, { sponsorId: me.id, placement: { parentId: me.id, slot } });
  return { program, me, login, legs: { left: await below(0), right: await below(1) } };
}

export const startOfToday = (): Date => dayStart(businessDay(new Date(), 'UTC'), 'UTC');

/** The program begins today, so no night is missing. */
export const beginToday = ({ program }: LegTown) =>
  asOwner(
    `INSERT INTO periods (program_id, month, starts_at, ends_at) VALUES ($1, $2, $3, $3::timestamptz + interval '40 days')`,
    [program.id, businessDay(new Date(), 'UTC').slice(0, 7), startOfToday()],
  );

/** A sale of today that is over. */
export const buy = ({ program, legs }: LegTown, side: 'left' | 'right', volume: string) => {
  const at = new Date(Math.max(Date.now() - 60_000, startOfToday().getTime()));
  return buys(program, legs[side], volume, at.toISOString());
};

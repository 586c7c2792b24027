import { actorOf } from '../../src/users/actor-of.js';
import { system } from '../../src/core/actor.js';
import type { Actor, Role, Scope } from '../../src/core/actor.js';
import { Member } from '../../src/network/member.js';
import { Program } from '../../src/programs/program.js';
import type { ProgramSettings } from '../../src/programs/program-settings.js';
import { User } from '../../src/users/user.js';

let made = 0;

/** A program of its own for a test, the install's default one when none is yet. */
export async function newProgram(settings: Partial<ProgramSettings> = {}): Promise<Program> {
  made += 1;
  const isDefault = (await Program.count({ where: { isDefault: true } })) === 0;
  return Program.create({
    key: `program-${String(made)}`,
    name: `Program ${String(made)}`,
    currency: 'INR',
    timeZone: 'Asia/Kolkata',
    settings: settings as ProgramSettings,
    isDefault,
  });
}

export async function newUser(role: Role, fields: Partial<{ email: string; phone: string }> = {}): Promise<User> {
  made += 1;
  const name = `person${String(made)}`;
  return User.create({
    email: `${name}@example.com`,
    username: name,
    role,
    referralCode: name.toUpperCase(),
    ...fields,
  });
}

/** A member of the program, with an account unless only a partner knows him. */
export async function newMember(programId: number, user: User | null = null): Promise<Member> {
  made += 1;
  return Member.create({
    programId,
    userId: user?.id ?? null,
    externalId: user ? null : `outside-${String(made)}`,
    joinedAt: new Date('2026-01-01T00:00:00Z'),
  });
}

/** A person of that role who is also a member, as whoever asks in the program. */
export async function newPerson(programId: number, role: Role) {
  const user = await newUser(role);
  const member = await newMember(programId, user);
  return { user, member, actor: actorOf(user, programId) };
}

export const keyWith = (programId: number, owner: User, ...scopes: Scope[]): Actor => ({
  ...system(programId),
  kind: 'key',
  userId: owner.id,
  name: 'a key',
  scopes,
  keyId: 7,
});

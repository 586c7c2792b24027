import type { Actor, Role } from '../src/core/actor.js';
import { system } from '../src/core/actor.js';
import { actorOf } from '../src/users/actor-of.js';
import { addTeamMember } from '../src/users/add-team-member.js';
import { createTeam } from '../src/users/create-team.js';
import { hashPassword } from '../src/users/passwords.js';
import { registerUser } from '../src/users/register-user.js';
import type { User } from '../src/users/user.js';
import { asSystem } from './as-system.js';

interface Person {
  role: Role;
  firstName: string;
  lastName: string;
}

/** One for each role first: these are the demo logins. */
export const cast: readonly Person[] = [
  { role: 'owner', firstName: 'Olive', lastName: 'Owner' },
  { role: 'admin', firstName: 'Adam', lastName: 'Admin' },
  { role: 'funds_coordinator', firstName: 'Fern', lastName: 'Funds' },
  { role: 'team_lead', firstName: 'Leo', lastName: 'Lead' },
  { role: 'buyer', firstName: 'Bella', lastName: 'Buyer' },
  { role: 'telemarketer', firstName: 'Tara', lastName: 'Talker' },
  { role: 'affiliate', firstName: 'Anna', lastName: 'Affiliate' },
  { role: 'customer', firstName: 'Cleo', lastName: 'Customer' },
];

const more: readonly Person[] = [
  { role: 'buyer', firstName: 'Bruno', lastName: 'Buyer' },
  { role: 'telemarketer', firstName: 'Theo', lastName: 'Talker' },
  { role: 'telemarketer', firstName: 'Tess', lastName: 'Talker' },
  { role: 'team_lead', firstName: 'Lara', lastName: 'Lead' },
  { role: 'telemarketer', firstName: 'Timo', lastName: 'Talker' },
  { role: 'buyer', firstName: 'Bo', lastName: 'Buyer' },
];

const affiliates: readonly Person[] = Array.from({ length: 18 }, (_, index) => ({
  role: 'affiliate',
  firstName: `Affiliate${String(index + 1).padStart(2, '0')}`,
  lastName: 'Example',
}));

export interface People {
  users: readonly User[];
  /** The first person of a role, at work in the program. */
  the(role: Role): Actor;
  all(role: Role): readonly User[];
}

/** Everybody of the demo, with one password, and the two teams they work in. */
export async function seedPeople(programId: number, password: string): Promise<People> {
  const passwordHash = await hashPassword(password);
  const users: User[] = [];
  for (const person of [...cast, ...more, ...affiliates]) users.push(await register(person, passwordHash));
  const all = (role: Role) => users.filter((user) => user.role === role);
  await seedTeams(all);
  const the = (role: Role): Actor => {
    const [first] = all(role);
    if (!first) throw new Error(`The demo has no ${role}.`);
    return actorOf(first, programId);
  };
  return { users, the, all };
}

function register(person: Person, passwordHash: string): Promise<User> {
  const username = `${person.firstName}.${person.lastName}`.toLowerCase();
  return asSystem(null, (work) =>
    registerUser(work, {
      ...person,
      username,
      email: `${username}@example.com`,
      passwordHash,
      emailVerifiedAt: work.now,
    }),
  );
}

async function seedTeams(all: (role: Role) => readonly User[]): Promise<void> {
  const [leo, lara] = all('team_lead');
  const [bella, bruno, bo] = all('buyer');
  const [tara, theo, tess, timo] = all('telemarketer');
  await seedTeam('North', leo, [bella, bruno, tara, theo]);
  await seedTeam('South', lara, [bo, tess, timo]);
}

async function seedTeam(name: string, lead: User | undefined, members: readonly (User | undefined)[]): Promise<void> {
  const team = await createTeam(system(), { name, teamLeadId: lead?.id });
  for (const member of members) if (member) await addTeamMember(system(), { teamId: team.id, userId: member.id });
}

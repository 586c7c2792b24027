import '../../src/consequences.js';
import type { Actor, Role } from '../../src/core/actor.js';
import { system } from '../../src/core/actor.js';
import { transaction } from '../../src/core/transaction.js';
import type { Work } from '../../src/core/work.js';
import { Program } from '../../src/programs/program.js';
import { actorOf } from '../../src/users/actor-of.js';
import { createApiKey } from '../../src/users/create-api-key.js';
import type { Scope } from '../../src/core/actor.js';
import { hashPassword } from '../../src/users/passwords.js';
import { registerUser } from '../../src/users/register-user.js';
import type { NewUser } from '../../src/users/register-user.js';
import { openSession } from '../../src/users/session.js';
import type { User } from '../../src/users/user.js';
import { asOwner } from '../support/database.js';

/** Runs plain functions in a transaction, as the system. */
export const asSystem = <R>(run: (work: Work) => Promise<R>): Promise<R> =>
  transaction((tx, now) => run({ tx, now, actor: system(), emit: () => undefined }));

let programs = 0;

/** A program of its own; the first one is the default. */
export async function newProgram(): Promise<Program> {
  const isDefault = (await Program.count({ where: { isDefault: true } })) === 0;
  programs += 1;
  return Program.create({
    key: `program-${String(programs)}`,
    name: 'Test',
    currency: 'USD',
    timeZone: 'UTC',
    isDefault,
  });
}

export const password = 'correct horse battery';
let hashed: Promise<string> | undefined;
let people = 0;

/** A new person; `password` is everybody's password. */
export async function newUser(role: Role, details: Partial<NewUser> = {}): Promise<User> {
  people += 1;
  const passwordHash = await (hashed ??= hashPassword(password));
  const email = `${role.replace('_', '-')}-${String(people)}@example.com`;
  return asSystem((work) => registerUser(work, { email, passwordHash, role, ...details }));
}

export const newActor = async (role: Role, program: Program | null = null): Promise<Actor> =>
  actorOf(await newUser(role), program?.id ?? null);

/** An access token of that person, as signing in gives it. */
export const tokenOf = async (user: User, program: Program | null = null): Promise<string> =>
  (await asSystem((work) => openSession(work, user, { programId: program?.id ?? null }))).accessToken;

/** A key to that program, as its holder keeps it. */
export async function newKey(program: Program, scopes: Scope[]): Promise<string> {
  const { text } = await createApiKey(await newActor('owner', program), { name: 'shop', scopes });
  return text;
}

export const countRows = async (table: string): Promise<number> =>
  Number((await asOwner<{ n: string }>(`SELECT count(*) AS n FROM ${table}`))[0]?.n);

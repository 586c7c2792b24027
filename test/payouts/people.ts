import { system } from '../../src/core/actor.js';
import type { Actor, Role } from '../../src/core/actor.js';
import '../../src/consequences.js';
import { transaction } from '../../src/core/transaction.js';
import type { Work } from '../../src/core/work.js';
import { house, wallet } from '../../src/ledger/address.js';
import { balanceOf } from '../../src/ledger/balance.js';
import { post } from '../../src/ledger/posting.js';
import { Member } from '../../src/network/member.js';
import { programByKey } from '../../src/programs/find-program.js';
import { installPresets } from '../../src/programs/install-presets.js';
import type { Program } from '../../src/programs/program.js';
import { actorOf } from '../../src/users/actor-of.js';
import { registerUser } from '../../src/users/register-user.js';
import { runBooks } from '../../src/all-checks.js';
import '../support/database.js';

/** Runs plain functions in a transaction, as the system. */
export const asSystem = <R>(run: (work: Work) => Promise<R>): Promise<R> =>
  transaction((tx, now) => run({ tx, now, actor: system(), emit: () => undefined }));

export async function programOfTest(key = 'telemarketing'): Promise<Program> {
  await installPresets(system(), {});
  return programByKey(key);
}

let people = 0;

/** A new person with a role, at work in that program. */
export async function person(role: Role, program: Program): Promise<Actor> {
  people += 1;
  const email = `${role}.${people}@example.com`;
  const user = await asSystem((work) => registerUser(work, { email, username: `${role}-${people}`, role }));
  return actorOf(user, program.id);
}

/** A new person who is a member of the program, with so much in the wallet. */
export async function memberWith(amount: bigint, program: Program): Promise<{ actor: Actor; member: Member }> {
  const actor = await person('affiliate', program);
  const member = await asSystem(({ tx, now }) =>
    Member.create({ programId: program.id, userId: actor.userId, joinedAt: now }, { transaction: tx }),
  );
  await credit(member, amount, program);
  return { actor, member };
}

let credits = 0;

export const credit = (member: Member, amount: bigint, { key, currency }: Program): Promise<void> =>
  asSystem(({ tx }) =>
    post(tx, {
      reference: `test/${(credits += 1)}`,
      entries: [
        {
          debit: house(key, 'adjustments'),
          credit: wallet(member.id),
          money: { amount, currency },
          kind: 'adjustment',
        },
      ],
    }),
  );

export const walletOf = async ({ id }: Member, { currency }: Program) => balanceOf(wallet(id), currency);

/** The names of the broken promises of the books; empty when they balance. */
export async function broken(): Promise<string[]> {
  return (await runBooks()).filter(({ rows }) => rows.length > 0).map(({ name }) => name);
}

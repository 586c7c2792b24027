import '../../src/consequences.js';
import { runBooks } from '../../src/all-checks.js';
import { Commission } from '../../src/commissions/commission.js';
import { system } from '../../src/core/actor.js';
import type { Actor, Role } from '../../src/core/actor.js';
import { transaction } from '../../src/core/transaction.js';
import { settle } from '../../src/core/work.js';
import type { Work } from '../../src/core/work.js';
import { wallet } from '../../src/ledger/address.js';
import { balanceOf } from '../../src/ledger/balance.js';
import { joinNetwork } from '../../src/network/join-network.js';
import type { Member } from '../../src/network/member.js';
import { recordSale } from '../../src/orders/record-sale.js';
import type { Sale } from '../../src/orders/sale.js';
import { programByKey } from '../../src/programs/find-program.js';
import { installPresets } from '../../src/programs/install-presets.js';
import type { Program } from '../../src/programs/program.js';
import { actorOf } from '../../src/users/actor-of.js';
import { registerUser } from '../../src/users/register-user.js';
import '../support/database.js';

export async function program(key = 'telemarketing'): Promise<Program> {
  await installPresets(system(), {});
  return programByKey(key);
}

/** Runs plain functions in one transaction as the system, with the consequences of what they emit. */
export const asSystem = <R>(run: (work: Work) => Promise<R>): Promise<R> =>
  transaction(async (tx, now) => {
    const events: Parameters<Work['emit']>[0][] = [];
    const work = { tx, now, actor: system() };
    const result = await run({ ...work, emit: (event) => void events.push(event) });
    await settle(work, events);
    return result;
  });

let people = 0;

export async function person(role: Role, { id }: Program): Promise<Actor> {
  people += 1;
  const email = `${role}.${people}@example.com`;
  return actorOf(await asSystem((work) => registerUser(work, { email, role })), id);
}

/** A member of the program with an account, below a sponsor. */
export async function member(of: Program, sponsor?: Member): Promise<{ actor: Actor; member: Member }> {
  const actor = await person('telemarketer', of);
  const joined = await asSystem((work) =>
    joinNetwork(work, { programId: of.id, userId: actor.userId, sponsorId: sponsor?.id ?? null, isDistributor: true }),
  );
  return { actor, member: joined };
}

let orders = 0;

export function sell(of: Program, seller: Member, amount: string): Promise<Sale> {
  orders += 1;
  return recordSale(system(of.id), { externalOrderId: `order-${orders}`, amount, sellerMemberId: seller.id });
}

export const linesOf = ({ id }: Sale): Promise<Commission[]> =>
  Commission.findAll({ where: { saleId: id }, order: ['id'] });

export const walletOf = async (of: Member, { currency }: Program) => balanceOf(wallet(of.id), currency);

/** The names of the broken promises of the books; empty when they balance. */
export const broken = async (): Promise<string[]> =>
  (await runBooks()).filter(({ rows }) => rows.length > 0).map(({ name }) => name);

import { system } from '../src/core/actor.js';
import { joinNetwork } from '../src/network/join-network.js';
import type { Member } from '../src/network/member.js';
import { recordSale } from '../src/orders/record-sale.js';
import { Program } from '../src/programs/program.js';
import { asSystem } from './as-system.js';
import type { Dice } from './dice.js';

const day_ms = 86_400_000;

/** A small network with some sales in each of the other programs, so that none of them opens empty. */
export async function seedOtherPrograms(dice: Dice): Promise<void> {
  const programs = await Program.findAll({ where: { isDefault: false }, order: ['id'] });
  for (const program of programs) {
    const members = await seedMembers(program, dice);
    await seedSales(program, members, dice);
  }
}

async function seedMembers({ id: programId, key }: Program, dice: Dice): Promise<Member[]> {
  const members: Member[] = [];
  for (let number = 1; number <= 15; number += 1) {
    const sponsorId = members.length === 0 ? null : dice.pick(members).id;
    const externalId = `${key}-member-${String(number).padStart(2, '0')}`;
    const newcomer = { programId, externalId, sponsorId, isDistributor: true };
    members.push(await asSystem(programId, (work) => joinNetwork(work, newcomer)));
  }
  return members;
}

async function seedSales({ id, key }: Program, members: readonly Member[], dice: Dice): Promise<void> {
  for (let sale = 1; sale <= 12; sale += 1) {
    const buyer = dice.pick(members);
    await recordSale(system(id), {
      externalOrderId: `${key.toUpperCase()}-${sale}`,
      amount: `${50 + dice.roll(500)}.00`,
      buyerMemberId: buyer.id,
      sellerMemberId: buyer.sponsorId ?? buyer.id,
      occurredAt: new Date(Date.now() - dice.roll(25) * day_ms).toISOString(),
    });
  }
}

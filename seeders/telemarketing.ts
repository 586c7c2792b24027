import { approveCommission } from '../src/commissions/approve-commission.js';
import { Commission } from '../src/commissions/commission.js';
import { system } from '../src/core/actor.js';
import type { Actor } from '../src/core/actor.js';
import { joinNetwork } from '../src/network/join-network.js';
import type { Member } from '../src/network/member.js';
import { createProduct } from '../src/orders/create-product.js';
import { placeOrder } from '../src/orders/place-order.js';
import type { Product } from '../src/orders/product.js';
import { recordSale } from '../src/orders/record-sale.js';
import { approvePayout } from '../src/payouts/approve-payout.js';
import { requestPayout } from '../src/payouts/request-payout.js';
import { settlePayout } from '../src/payouts/settle-payout.js';
import type { Program } from '../src/programs/program.js';
import { createCampaign } from '../src/tracking/create-campaign.js';
import { createLink } from '../src/tracking/create-link.js';
import { recordProspect } from '../src/tracking/record-prospect.js';
import { actorOf } from '../src/users/actor-of.js';
import type { User } from '../src/users/user.js';
import { asSystem } from './as-system.js';
import type { Dice } from './dice.js';
import type { People } from './people.js';

const day_ms = 86_400_000;
const browser = {
  ip: '203.0.113.7',
  userAgent: 'Mozilla/5.0 (X11; Linux x86_64) Demo/1.0',
  referrer: null,
  cookie: null,
};

/** The default program: a network, links, visits, orders, sales of six weeks, commissions in every state, payouts. */
export async function seedTelemarketing(program: Program, people: People, dice: Dice): Promise<void> {
  const members = await seedNetwork(program, people, dice);
  const products = await seedProducts(program);
  await seedFront(program, people, products, dice);
  await seedSales(program, members, dice);
  await seedDecisions(people, dice);
  await seedPayouts(people, people.all('telemarketer'), program);
}

/** The owner is the root; each newcomer is sponsored by somebody who is there already. */
async function seedNetwork({ id: programId }: Program, people: People, dice: Dice): Promise<Member[]> {
  const joining = ['owner', 'telemarketer', 'buyer', 'affiliate'] as const;
  const members: Member[] = [];
  const now = new Date(Date.now() - 45 * day_ms);
  for (const { id: userId } of joining.flatMap((role) => people.all(role))) {
    const sponsorId = members.length === 0 ? null : dice.pick(members.slice(0, 8)).id;
    const newcomer = { programId, userId, sponsorId, isDistributor: true };
    members.push(await asSystem(programId, (work) => joinNetwork({ ...work, now }, newcomer)));
  }
  return members;
}

async function seedProducts({ id }: Program): Promise<Product[]> {
  const offers = [
    { sku: 'STARTER', name: 'Starter kit', price: '59.00' },
    { sku: 'FAMILY', name: 'Family pack', price: '129.00' },
    { sku: 'PRO', name: 'Professional set', price: '349.00' },
  ];
  const products: Product[] = [];
  for (const offer of offers) products.push(await createProduct(system(id), { ...offer, stock: 500 }));
  return products;
}

/** Links of buyers and of an affiliate, visits that come through them, and orders. */
async function seedFront(program: Program, people: People, products: readonly Product[], dice: Dice): Promise<void> {
  const owners = [people.the('affiliate'), ...people.all('buyer').map((user) => actorOf(user, program.id))];
  for (const [index, owner] of owners.entries()) {
    const code = index === 0 ? 'demo-partner' : `demo-buyer-${index}`;
    await seedLink(owner, code);
    for (let visit = 0; visit < 12; visit += 1) await seedVisit({ program, products, code, dice }, visit);
  }
}

async function seedLink(owner: Actor, code: string): Promise<void> {
  const campaign =
    owner.role === 'buyer' ? await createCampaign(owner, { name: `Spring ${code.slice(-1)}` }) : undefined;
  await createLink(owner, { code, name: 'Landing page', destination: '/welcome', campaignId: campaign?.id });
}

interface Visit {
  program: Program;
  products: readonly Product[];
  code: string;
  dice: Dice;
}

async function seedVisit({ program, products, code, dice }: Visit, visit: number): Promise<void> {
  const ip = `203.0.113.${10 + dice.roll(200)}`;
  const { id: prospectId } = await recordProspect(system(program.id), { ref: code, browser: { ...browser, ip } });
  if (visit % 4 !== 0) return;
  await placeOrder(system(program.id), {
    productId: dice.pick(products).id,
    prospectId,
    ref: code,
    firstName: 'Casey',
    lastName: `Customer ${visit}`,
    email: `customer.${code}.${visit}@example.com`,
    deliveryAddress: '1 Example Street, Sampletown',
    browser: { ip, userAgent: browser.userAgent, cookie: null },
  });
}

async function seedSales({ id }: Program, members: readonly Member[], dice: Dice): Promise<void> {
  const now = Date.now();
  for (let sale = 1; sale <= 60; sale += 1) {
    const daysAgo = 40 - Math.floor((sale * 40) / 60);
    await recordSale(system(id), {
      externalOrderId: `DEMO-${String(sale).padStart(4, '0')}`,
      amount: `${20 + dice.roll(400)}.${String(dice.roll(100)).padStart(2, '0')}`,
      sellerMemberId: dice.pick(members.slice(1, 8)).id,
      occurredAt: new Date(now - daysAgo * day_ms - dice.roll(day_ms / 2)).toISOString(),
    });
  }
}

/** The older half is approved, so that wallets have something; the rest waits for whoever tries the panel. */
async function seedDecisions(people: People, dice: Dice): Promise<void> {
  const pending = await Commission.findAll({ where: { status: 'pending' }, order: ['id'] });
  for (const { id } of pending.slice(0, Math.floor(pending.length / 2))) {
    if (dice.roll(12) > 0) await approveCommission(people.the('admin'), { commissionId: id });
  }
}

async function seedPayouts(people: People, sellers: readonly User[], { id }: Program): Promise<void> {
  const [first, second] = sellers.map((user) => actorOf(user, id));
  const coordinator = people.the('funds_coordinator');
  if (first) {
    const payout = await requestPayout(first, { amount: '20.00' });
    await approvePayout(coordinator, { payoutId: payout.id });
    await settlePayout(coordinator, { payoutId: payout.id, bankReference: 'DEMO-BANK-0001' });
    await requestPayout(first, { amount: '5.00' });
  }
  if (second) await requestPayout(second, { amount: '7.50' });
}

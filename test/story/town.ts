import { seedPeople } from '../../seeders/people.js';
import { asSystem } from '../../seeders/as-system.js';
import '../../src/consequences.js';
import { installTaxRules } from '../../src/compliance/install-tax-rules.js';
import { system } from '../../src/core/actor.js';
import type { Role } from '../../src/core/actor.js';
import { joinNetwork } from '../../src/network/join-network.js';
import type { Member } from '../../src/network/member.js';
import { createLead } from '../../src/leads/create-lead.js';
import { createProduct } from '../../src/orders/create-product.js';
import { recordSale } from '../../src/orders/record-sale.js';
import { programByKey } from '../../src/programs/find-program.js';
import { installPresets } from '../../src/programs/install-presets.js';
import { createLink } from '../../src/tracking/create-link.js';
import { createApiKey } from '../../src/users/create-api-key.js';

export const password = 'a long enough password';
export const emailOf: Readonly<Record<Role, string>> = {
  owner: 'olive.owner@example.com',
  admin: 'adam.admin@example.com',
  funds_coordinator: 'fern.funds@example.com',
  team_lead: 'leo.lead@example.com',
  buyer: 'bella.buyer@example.com',
  telemarketer: 'tara.talker@example.com',
  affiliate: 'anna.affiliate@example.com',
  customer: 'cleo.customer@example.com',
};

const day_ms = 86_400_000;

/** What stands before the story begins: people, a small network, a link, a product, a lead and a partner's key. */
export async function foundTown() {
  await installPresets(system(), {});
  await installTaxRules(system(), {});
  const { id: programId, currency } = await programByKey('telemarketing');
  const people = await seedPeople(programId, password);
  const join = (userId: number | null, sponsor?: Member): Promise<Member> =>
    asSystem(programId, (work) =>
      joinNetwork(work, { programId, userId, sponsorId: sponsor?.id ?? null, isDistributor: true }),
    );
  const parent = await join(people.all('telemarketer')[1]?.id ?? null);
  const caller = await join(people.the('telemarketer').userId, parent);
  const partner = await join(people.the('affiliate').userId, parent);
  await createProduct(system(programId), { sku: 'STARTER', name: 'Starter kit', price: '59.00', stock: 10 });
  await createLink(people.the('affiliate'), { code: 'story', destination: '/welcome' });
  await createLead(system(programId), {
    name: 'Lara Lead',
    email: 'lara.lead@example.com',
    phone: '+8801712345678',
    timeZone: zoneAtNoon(),
  });
  const key = await createApiKey(people.the('owner'), {
    name: 'Partner',
    scopes: ['sales:write', 'commissions:read', 'orders:read'],
  });
  await sellLongAgo();
  return { programId, currency, parent, caller, partner, key: key.text };
}

/** Where it is about noon now, so that leads may be called whenever the tests run. */
function zoneAtNoon(): string {
  const ahead = 12 - new Date().getUTCHours();
  return ahead === 0 ? 'Etc/GMT' : `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`;
}

/** A sale of another program, whose lines have waited out their holding period. */
async function sellLongAgo(): Promise<void> {
  const { id: programId } = await programByKey('binary-classic');
  const root = await asSystem(programId, (work) => joinNetwork(work, { programId, externalId: 'root' }));
  const child = await asSystem(programId, (work) =>
    joinNetwork(work, { programId, externalId: 'child', sponsorId: root.id }),
  );
  await recordSale(system(programId), {
    externalOrderId: 'long-ago',
    amount: '100.00',
    buyerMemberId: child.id,
    occurredAt: new Date(Date.now() - 60 * day_ms).toISOString(),
  });
}

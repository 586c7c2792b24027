import '../src/consequences.js';
import { randomBytes } from 'node:crypto';
import { installTaxRules } from '../src/compliance/install-tax-rules.js';
import { system } from '../src/core/actor.js';
import { rollUpVolumes } from '../src/orders/roll-up-volumes.js';
import { programByKey } from '../src/programs/find-program.js';
import { installPresets } from '../src/programs/install-presets.js';
import { Program } from '../src/programs/program.js';
import { createApiKey } from '../src/users/create-api-key.js';
import { Dice } from './dice.js';
import { seedLeads } from './leads.js';
import { seedNetwork } from './networks.js';
import { closePastMonths } from './past-months.js';
import { cast, seedPeople } from './people.js';
import { seedTelemarketing } from './telemarketing.js';

export interface DemoLogin {
  role: string;
  email: string;
  password: string;
}

const logins: DemoLogin[] = [];

/** Fills an empty install through commands, so that the demo obeys every rule. */
export async function seedDemo(): Promise<void> {
  await installPresets(system(), {});
  await installTaxRules(system(), {});
  const program = await programByKey('telemarketing');
  const password = randomBytes(9).toString('base64url');
  const people = await seedPeople(program.id, password);
  const dice = new Dice();
  await seedTelemarketing(program, people, dice);
  await seedLeads(program.id, people, dice);
  const others = await Program.findAll({ where: { isDefault: false }, order: ['id'] });
  const { userId: anna } = people.the('affiliate');
  for (const other of others) await seedNetwork(other, dice, other.key === 'binary-classic' ? anna : null);
  await closePastMonths([program, ...others]);
  await rollUpVolumes.run({});
  const partner = await createApiKey(people.the('owner'), {
    name: 'Demo partner',
    scopes: ['sales:write', 'orders:write', 'prospects:write', 'referrals:read', 'leads:write', 'commissions:read'],
  });
  logins.push(
    ...cast.map(({ role, firstName, lastName }) => ({
      role,
      email: `${firstName}.${lastName}@example.com`.toLowerCase(),
      password,
    })),
    { role: 'API key', email: 'for partners', password: partner.text },
  );
}

/** Who can sign in; known only to the process that made them. */
export const demoLogins = (): readonly DemoLogin[] => logins;

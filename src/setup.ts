import './consequences.js';
import { z } from 'zod';
import { installTaxRules } from './compliance/install-tax-rules.js';
import { system } from './core/actor.js';
import { command } from './core/command.js';
import { email } from './core/parse.js';
import { systemOnly } from './core/policy.js';
import { env } from '../config/env.js';
import { refuseUnready } from './db/migrate.js';
import { db } from './db/sequelize.js';
import { installPresets } from './programs/install-presets.js';
import { setPasswordLink } from './users/links.js';
import { registerUser } from './users/register-user.js';
import { User } from './users/user.js';

// npm run setup -- OWNER-EMAIL: what an install needs that has no demo data; asking again changes nothing.

/** The first owner, or the one who has this address already. */
const ensureOwner = command({
  name: 'user.ensure_owner',
  input: z.strictObject({ email }),
  allow: systemOnly,

  async run({ input, ...work }) {
    const known = await User.findOne({ where: { email: input.email }, transaction: work.tx });
    return known ?? registerUser(work, { email: input.email, role: 'owner', emailVerifiedAt: work.now });
  },
});

const [address] = process.argv.slice(2);
if (!address) throw new Error('Say who owns this install: npm run setup -- you@your-company.example');
await refuseUnready(env.DATABASE_URL);
const programs = await installPresets(system(), {});
await installTaxRules(system(), {});
const owner = await ensureOwner(system(), { email: address });
process.stdout.write(`${programs.length} programs made.\n`);
if (owner.role === 'owner')
  process.stdout.write(`Set the owner's password here: ${setPasswordLink(owner, 'invitation')}\n`);
await db.close();

import './consequences.js';
import { env } from '../config/env.js';
import { installTaxRules } from './compliance/install-tax-rules.js';
import { system } from './core/actor.js';
import { refuseUnready } from './db/migrate.js';
import { db } from './db/sequelize.js';
import { installPresets } from './programs/install-presets.js';
import { ensureOwner } from './users/ensure-owner.js';
import { setPasswordLink } from './users/links.js';

// npm run setup -- OWNER-EMAIL: what an install needs that has no demo data; asking again changes nothing.

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

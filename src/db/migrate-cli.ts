import { env } from '../../config/env.js';
import { migrate, pendingMigrations, revertAll } from './migrate.js';

// npm run migrate [-- up | down | status]

const commands: Record<string, (url: string) => Promise<string[]>> = {
  up: migrate,
  down: revertAll,
  status: pendingMigrations,
};

const [name = 'up'] = process.argv.slice(2);
const run = commands[name];
if (!run) throw new Error(`npm run migrate knows ${Object.keys(commands).join(', ')}; not ${name}.`);
const names = await run(env.OWNER_DATABASE_URL || env.DATABASE_URL);
process.stdout.write(`${name}: ${names.join(', ') || 'nothing'}\n`);

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { loginsSchema } from './demo.js';

// The process that loads the demo data and sends back who can log in.

const callable = z.custom<() => unknown>((value) => typeof value === 'function');
const seeder = z.object({ seedDemo: callable, demoLogins: callable });

const file = join(import.meta.dirname, '../../seeders/demo.js');
const logins = existsSync(file) ? await seedWith(seeder.parse(await import(pathToFileURL(file).href))) : [];
await new Promise((sent) => (process.send ? process.send(logins, sent) : sent(logins)));
process.exit();

async function seedWith({ seedDemo, demoLogins }: z.infer<typeof seeder>) {
  await seedDemo();
  return loginsSchema.parse(demoLogins());
}

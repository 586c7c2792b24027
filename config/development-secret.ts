import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const kept = z.object({ APP_SECRET: z.string().min(32) });

/** The secret that `secrets.json` in the data folder keeps, made on the first run. Production never gets here. */
export function developmentSecret(dataDir: string): string {
  const file = join(dataDir, 'secrets.json');
  if (!existsSync(file)) writeOnce(dataDir, file);
  return kept.parse(JSON.parse(readFileSync(file, 'utf8'))).APP_SECRET;
}

/** Written aside and then linked, so that of two processes that start at once one decides and none reads half. */
function writeOnce(dataDir: string, file: string): void {
  mkdirSync(dataDir, { recursive: true, mode: 0o711 });
  const aside = `${file}.${process.pid}`;
  writeFileSync(aside, `${JSON.stringify({ APP_SECRET: randomBytes(32).toString('hex') })}\n`, { mode: 0o600 });
  try {
    linkSync(aside, file);
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code !== 'EEXIST') throw fault;
  } finally {
    rmSync(aside);
  }
}

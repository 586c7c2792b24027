import { existsSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import type { SendMailOptions } from 'nodemailer';
import { env } from '../../config/env.js';
import { fromRoot } from '../../config/paths.js';

/** Hands a finished mail on; the same name again is the same mail, and goes out once where that can be known. */
export type Transport = (name: string, mail: SendMailOptions) => Promise<void>;

/** SMTP where it is configured, else files in `DATA_DIR/mails` that a developer can open. */
export const transport: Transport = env.SMTP_URL ? overSmtp(env.SMTP_URL) : intoFolder(fromRoot(env.DATA_DIR, 'mails'));

function overSmtp(url: string): Transport {
  const smtp = createTransport(url, {
    connectionTimeout: 5000,
    greetingTimeout: 5000,
    socketTimeout: 20_000,
  } as object);
  return async (_name, mail) => {
    await smtp.sendMail(mail);
  };
}

/** Written aside and then renamed, so that whoever looks never finds half a mail. */
function intoFolder(folder: string): Transport {
  const toBytes = createTransport({ streamTransport: true, buffer: true, newline: 'unix' });
  return async (name, mail) => {
    const file = join(folder, `${name}.eml`);
    if (existsSync(file)) return;
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const { message } = await toBytes.sendMail(mail);
    await writeFile(`${file}.new`, message as Buffer, { mode: 0o600 });
    await rename(`${file}.new`, file);
  };
}

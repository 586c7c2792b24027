import { env } from '../../config/env.js';
import { publicUrl } from '../http/public-url.js';
import { render } from '../http/views.js';
import type { Letter } from './letter.js';
import { transport } from './transport.js';

interface Sending {
  to: string;
  letter: Letter;
  /** What causes it, such as `outbox-42`: sent again, it is the same mail to every server on the way. */
  source: string;
}

/** Sends one letter to one person, as text and as HTML. */
export async function sendLetter({ to, letter, source }: Sending): Promise<void> {
  const [html, text] = await Promise.all([render('mails/letter', { letter }), render('mails/letter.txt', { letter })]);
  await transport(source, {
    from: env.MAIL_FROM,
    to,
    subject: letter.subject,
    messageId: `<${source}@${new URL(publicUrl('/')).hostname}>`,
    headers: { 'Auto-Submitted': 'auto-generated' },
    text,
    html,
  });
}

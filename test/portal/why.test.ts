import { beforeAll, describe, expect, test } from '@jest/globals';
import { system } from '../../src/core/actor.js';
import { recordSale } from '../../src/orders/record-sale.js';
import { portal } from '../../src/portal/routes.js';
import { closeMonth, monthAgo, noon } from '../commissions/runs/town.js';
import { asOwner } from '../support/database.js';
import { serve } from '../tracking/web.js';
import { newBrowser, newMemberWithPassword, openTelemarketing } from './member.js';

const { url } = await serve(...portal);
const month = monthAgo(1, 'Asia/Dhaka');
let browser: ReturnType<typeof newBrowser>;

beforeAll(async () => {
  const program = await openTelemarketing();
  const me = await newMemberWithPassword(program.id);
  await asOwner('UPDATE members SET joined_at = $2 WHERE id = $1', [me.member.id, noon(month, 1)]);
  await recordSale(system(program.id), {
    externalOrderId: 'portal-why',
    amount: '59.00',
    sellerMemberId: me.member.id,
    occurredAt: noon(month, 3),
  });
  await closeMonth(program, month);
  browser = newBrowser(url);
  await browser.signIn(me.user.email ?? '');
});

describe('the overview after a month was closed', () => {
  test('tells the member what he earned and why not more', async () => {
    const { html } = await browser.get('/my');
    for (const words of ['Why not more', 'Own sales: 1 line, 5.90 BDT.', 'The plan pays no pairs.'])
      expect(html).toContain(words);
  });

  test.each(['en', 'hi'])('writes days as the rest of the page does, in %s', async (language) => {
    const { html } = await browser.get(`/my?lang=${language}`);
    const first = new Intl.DateTimeFormat(`${language}-IN`, { dateStyle: 'medium', timeZone: 'UTC' });
    expect(html).toContain(first.format(new Date(`${month}-01T00:00:00Z`)));
    expect(html.replaceAll(/datetime="[^"]*"/g, '')).not.toMatch(/\d{4}-\d\d-\d\d/);
  });

  test('tells it in Hindi', async () => {
    const { html } = await browser.get('/my?lang=hi');
    for (const words of ['और क्यों नहीं', 'अपनी बिक्री: 1 पंक्ति, 5.90 BDT।', 'यह प्लान जोड़ियों पर नहीं चुकाता।'])
      expect(html).toContain(words);
  });
});

describe('a commission', () => {
  test('has its story in the language of its reader', async () => {
    const { html: list } = await browser.get('/my/commissions');
    const [path = ''] = /\/my\/commissions\/\d+/.exec(list) ?? [];
    expect((await browser.get(path)).html).toContain('10 % of 59.00 BDT is 5.90 BDT.');
    expect((await browser.get(`${path}?lang=hi`)).html).toContain('59.00 BDT का 10 % यानी 5.90 BDT।');
  });
});

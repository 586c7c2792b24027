import { beforeAll, describe, expect, test } from '@jest/globals';
import { archiveLink } from '../../src/tracking/archive-link.js';
import { attribute } from '../../src/tracking/attribute.js';
import { Click } from '../../src/tracking/click.js';
import { createLink } from '../../src/tracking/create-link.js';
import type { Link } from '../../src/tracking/link.js';
import { tokenFromCookie } from '../../src/tracking/referral-cookie.js';
import { ReferralToken } from '../../src/tracking/referral-token.js';
import { redirects } from '../../src/tracking/redirect.js';
import { Touch } from '../../src/tracking/touch.js';
import { asOwner } from '../support/database.js';
import { newPerson, newProgram } from './people.js';
import { serve } from './web.js';

type Person = Awaited<ReturnType<typeof newPerson>>;
const { ask } = await serve(redirects);
const chrome =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36';
let programId: number;
let a: Person;
let b: Person;
let linkOfA: Link;
let linkOfB: Link;

const visit = async (path: string, headers: Record<string, string> = {}) => {
  const response = await ask('GET', path, { headers: { 'user-agent': chrome, ...headers } });
  const cookie = response.headers.get('set-cookie');
  return {
    status: response.status,
    location: response.headers.get('location') ?? '',
    cookie,
    sent: cookie?.split(';')[0] ?? '',
    token: tokenFromCookie(cookie?.split(';')[0]) ?? '',
    recorded: response.headers.get('x-recorded'),
  };
};

beforeAll(async () => {
  programId = (await newProgram({ attribution_window_days: 30 })).id;
  a = await newPerson(programId, 'affiliate');
  b = await newPerson(programId, 'buyer');
  linkOfA = await createLink(a.actor, { destination: '/welcome?x=1' });
  linkOfB = await createLink(b.actor, { destination: '/welcome' });
});

describe('following a link', () => {
  test('goes on to its destination with a token, and sets the signed cookie for the window', async () => {
    const { status, location, cookie, token } = await visit(`/r/${linkOfA.code}?sub1=news&sub2=a`, {
      referer: 'https://blog.example/',
    });
    expect(status).toBe(302);
    expect(location).toMatch(/^\/welcome\?x=1&referral_token=[0-9a-f]{32}&click_id=[0-9a-f]{32}$/);
    for (const part of ['HttpOnly', 'SameSite=Lax', `Max-Age=${String(30 * 86_400)}`]) expect(cookie).toContain(part);
    expect(cookie).not.toContain('Secure');
    const row = await ReferralToken.findOne({ where: { token }, rejectOnEmpty: true });
    expect(row).toMatchObject({
      programId,
      linkId: linkOfA.id,
      memberId: a.member.id,
      code: linkOfA.code,
      ip: '127.0.0.1',
    });
    expect(Number(row.expiresAt) - Number(row.createdAt)).toBe(30 * 86_400_000);
  });

  test('stores the click with its device, address, sub ids and owner', async () => {
    const { location } = await visit(`/r/${linkOfB.code}?sub1=news&consent=1`);
    const click = await Click.findOne({
      where: { clickId: new URL(location, 'http://x').searchParams.get('click_id') ?? '' },
    });
    expect(click).toMatchObject({
      linkId: linkOfB.id,
      buyerId: b.user.id,
      memberId: b.member.id,
      device: 'desktop',
      browser: 'Chrome',
      isBot: false,
      params: { sub1: 'news', consent: '1' },
    });
  });

  test('makes a token for every visit, and ties the visits of one browser together', async () => {
    const first = await visit(`/r/${linkOfA.code}`);
    const second = await visit(`/r/${linkOfB.code}`, { cookie: first.sent });
    expect(second.token).not.toBe(first.token);
    const rows = await ReferralToken.findAll({
      where: { token: [first.token, second.token] },
    });
    expect(new Set(rows.map(({ visitor }) => visitor)).size).toBe(1);
    expect(await Touch.count({ where: { visitor: rows[0]?.visitor ?? '' } })).toBe(2);
  });

  test("of B with a valid cookie of A makes the cookie B's, and the conversion too", async () => {
    const first = await visit(`/r/${linkOfA.code}`);
    const second = await visit(`/r/${linkOfB.code}`, { cookie: first.sent });
    const attribution = await attribute({ programId, cookie: second.token, convertedAt: new Date() });
    expect(attribution).toMatchObject({
      memberId: b.member.id,
      rule: 'cookie',
      lost: [{ memberId: a.member.id, why: 'earlier' }],
    });
  });

  test('without consent sets no cookie and makes no token; the code goes on alone, the click counts', async () => {
    const tokens = await ReferralToken.count();
    const clicks = await Click.count();
    const { status, location, cookie } = await visit(`/r/${linkOfA.code}?consent=0`);
    expect([status, location, cookie]).toEqual([302, `/welcome?x=1&ref=${linkOfA.code}`, null]);
    expect([await ReferralToken.count(), await Click.count()]).toEqual([tokens, clicks + 1]);
    expect(await attribute({ programId, code: linkOfA.code, convertedAt: new Date() })).toMatchObject({
      memberId: a.member.id,
    });
  });

  test.each(['nobody', 'x', 'a%20b', '%E0%A4%B9', "' OR 1=1 --", '../../etc'])(
    '%s, which nobody has, leads home without a cookie',
    async (code) => {
      const { status, location, cookie } = await visit(`/r/${encodeURIComponent(code)}`);
      expect([status, location, cookie]).toEqual([302, '/', null]);
    },
  );

  test("that is a person's own referral code leads home with a cookie", async () => {
    const { location, token } = await visit(`/r/${a.user.referralCode}`);
    expect(location).toMatch(/^\/\?referral_token=/);
    expect(await ReferralToken.findOne({ where: { token } })).toMatchObject({ memberId: a.member.id, linkId: null });
  });

  test('that is archived leads on and credits nobody', async () => {
    const link = await createLink(a.actor, { destination: '/welcome' });
    await archiveLink(a.actor, { linkId: link.id });
    expect(await visit(`/r/${link.code}`)).toMatchObject({ status: 302, location: '/welcome', cookie: null });
  });

  test('whose host is no longer allowed leads home', async () => {
    const link = await createLink(a.actor, { destination: '/welcome' });
    await asOwner('UPDATE links SET destination = $1 WHERE id = $2', ['https://evil.example/x', link.id]);
    expect((await visit(`/r/${link.code}`)).location).toBe('/');
  });

  test('by a machine that only looks at the headers counts nothing', async () => {
    const clicks = await Click.count();
    expect((await ask('HEAD', `/r/${linkOfA.code}`)).status).toBe(302);
    expect(await Click.count()).toBe(clicks);
  });

  test('by a bot is marked', async () => {
    await visit(`/r/${linkOfA.code}`, { 'user-agent': 'Mozilla/5.0 (compatible; Googlebot/2.1)' });
    const [last] = await Click.findAll({ order: [['id', 'DESC']], limit: 1 });
    expect(last?.isBot).toBe(true);
  });

  test('works whatever the headers and parameters hold', async () => {
    const odd = {
      'user-agent': 'x'.repeat(7000),
      referer: 'javascript:<script>',
      cookie: 'referral_token=%E0%A4%A; a="',
    };
    const { status, recorded } = await visit(
      `/r/${linkOfA.code}?a=%00&b=%ED%A0%80&__proto__=1&${'p=1&'.repeat(500)}`,
      odd,
    );
    expect([status, recorded]).toEqual([302, null]);
    const [last] = await Click.findAll({ order: [['id', 'DESC']], limit: 1 });
    expect(last?.userAgent).toHaveLength(1000);
  });

  test('still leads somewhere when nothing can be stored, and says so', async () => {
    await asOwner('ALTER TABLE clicks ADD CONSTRAINT broken CHECK (false) NOT VALID');
    const { status, location, cookie, recorded } = await visit(`/r/${linkOfA.code}`);
    await asOwner('ALTER TABLE clicks DROP CONSTRAINT broken');
    expect([status, location, cookie, recorded]).toEqual([302, '/', null, '0']);
  });
});

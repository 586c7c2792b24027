import { beforeAll, describe, expect, test } from '@jest/globals';
import '../support/database.js';
import type { Member } from '../../src/network/member.js';
import { hashPassword } from '../../src/users/passwords.js';
import { UserCredential } from '../../src/users/user-credential.js';
import { User } from '../../src/users/user.js';
import { portal } from '../../src/portal/routes.js';
import { join, joinMany, newTree } from '../support/network.js';
import { serve } from '../tracking/web.js';
import { memberPerson } from '../network/people.js';
import { newBrowser, password } from './member.js';

const { url } = await serve(...portal);
let browser: ReturnType<typeof newBrowser>;
let me: Member;
let stranger: Member;
let below: Member[];

/** Thirty right below one member, one more below the last of them, and a tree of somebody else. */
beforeAll(async () => {
  const tree = await newTree(30);
  const { actor, member } = await memberPerson(tree, { sponsorId: null });
  const user = await User.findByPk(actor.userId ?? 0, { rejectOnEmpty: true });
  await UserCredential.create({ userId: user.id, passwordHash: await hashPassword(password) });
  me = member;
  below = await joinMany(tree, me.id, 30);
  await join(tree, { sponsorId: below[29]?.id ?? 0 });
  stranger = await join(tree, { externalId: 'stranger' });
  browser = newBrowser(url);
  await browser.signIn(user.email ?? '');
});

const shown = (html: string): number => html.match(/class="node-name"/g)?.length ?? 0;
const nextChildren = /href="(\?member=\d+&[^"]*after=\d+)"/;
const linkIn = (html: string, what: RegExp): string =>
  (what.exec(html)?.[1] ?? '').replaceAll('&amp;', '&').replaceAll('&#38;', '&');

describe('a member’s own network page', () => {
  test('shows twenty of thirty below, then the others', async () => {
    const first = await browser.get('/my/network');
    expect(shown(first.html)).toBe(21);
    const next = linkIn(first.html, nextChildren);
    const second = await browser.get(`/my/network${next}`);
    expect(shown(second.html)).toBe(12);
    expect(linkIn(second.html, nextChildren)).toBe('');
  });

  test('opens a member below, with the way back up', async () => {
    const { html, status } = await browser.get(`/my/network?member=${String(below[29]?.id)}`);
    expect([status, shown(html)]).toEqual([200, 2]);
    expect(html).toContain(`?member=${String(me.id)}"`);
  });

  test('has those whom he brought page by page', async () => {
    const first = await browser.get('/my/network');
    const older = linkIn(first.html, /href="(\?before=\d+)"/);
    expect((await browser.get(`/my/network${older}`)).html).not.toContain('class="older"');
  });

  test('does not know those who stand elsewhere, whatever the address says', async () => {
    expect((await browser.get(`/my/network?member=${String(stranger.id)}`)).status).toBe(404);
    expect((await browser.get('/my/network?member=999999999')).status).toBe(404);
    expect((await browser.get('/my/network?member=x&after=-1')).status).toBe(200);
  });
});

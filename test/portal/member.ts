import { installConsequences } from '../../src/core/work.js';
import { accrueSale } from '../../src/commissions/accrue-sale.js';
import { system } from '../../src/core/actor.js';
import { recordSale } from '../../src/orders/record-sale.js';
import { defaultProgram } from '../../src/programs/find-program.js';
import { installPresets } from '../../src/programs/install-presets.js';
import { hashPassword } from '../../src/users/passwords.js';
import { UserCredential } from '../../src/users/user-credential.js';
import { keyWith, newPerson } from '../tracking/people.js';

export const password = 'a password for tests';

/** The default program with its plan, and commissions that accrue. */
export async function openTelemarketing() {
  installConsequences({ 'sale.confirmed': [accrueSale] });
  await installPresets(system(), {});
  return defaultProgram();
}

/** A member who can sign in. */
export async function newMemberWithPassword(programId: number) {
  const person = await newPerson(programId, 'affiliate');
  await UserCredential.create({ userId: person.user.id, passwordHash: await hashPassword(password) });
  return person;
}

let sold = 0;

/** A sale of 100.00 by that member: a commission of 10.00, pending. */
export async function sell(seller: Awaited<ReturnType<typeof newPerson>>) {
  sold += 1;
  const key = keyWith(seller.member.programId, seller.user, 'sales:write');
  return recordSale(key, {
    externalOrderId: `portal-${String(sold)}`,
    amount: '100.00',
    sellerMemberId: seller.member.id,
  });
}

/** A browser as far as the portal goes: forms and cookies. */
export function newBrowser(url: string) {
  let cookie = '';

  async function ask(path: string, form?: Record<string, string>, headers: Record<string, string> = {}) {
    const response = await fetch(url + path, {
      method: form ? 'POST' : 'GET',
      redirect: 'manual',
      headers: { 'sec-fetch-site': 'same-origin', 'user-agent': 'Mozilla/5.0 portal', cookie, ...headers },
      ...(form ? { body: new URLSearchParams(form) } : {}),
    });
    for (const set of response.headers.getSetCookie()) {
      if (set.startsWith('upline_portal=')) cookie = set.split(';')[0] ?? '';
    }
    return {
      status: response.status,
      place: response.headers.get('location'),
      setCookie: response.headers.get('set-cookie') ?? '',
      headers: response.headers,
      html: await response.text(),
    };
  }

  return {
    get: (path: string, headers?: Record<string, string>) => ask(path, undefined, headers),
    post: (path: string, form: Record<string, string> = {}, headers?: Record<string, string>) =>
      ask(path, form, headers),
    signIn: (login: string, given = password, next = '/my') => ask('/my/login', { login, password: given, next }),
    cookie: () => cookie,
    keep: (value: string) => void (cookie = value),
  };
}

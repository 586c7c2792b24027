import { z } from 'zod';
import { findOrRefuse } from '../core/lock.js';
import { formatAmount } from '../core/money.js';
import { id } from '../core/parse.js';
import { anyOf, scope, signedIn } from '../core/policy.js';
import { query } from '../core/query.js';
import { cursorOf, placeOf } from '../http/cursor.js';
import { wholeNumber } from '../http/whole-number.js';
import { list, pageOf } from '../http/list.js';
import { Account } from '../ledger/account.js';
import { statement } from '../ledger/statement.js';
import type { StatementLine } from '../ledger/statement.js';
import { walletsSeenBy } from './scope.js';

const readers = anyOf(signedIn, scope('payouts:read'));
const money = z.object({ amount: z.string(), currency: z.string() });

/** What a member has: in the wallet, waiting for instalments (reserve), or owed back (recovery, negative). */
export const walletAnswer = z.object({
  id: z.number(),
  memberId: z.number(),
  kind: z.enum(['wallet', 'reserve', 'recovery']),
  balance: money,
  held: money,
  available: money,
  createdAt: z.string(),
});

export function presentWallet({ id: walletId, address, currency, balance, held, available, createdAt }: Account) {
  const [, memberId, kind] = address.split(':');
  const inCurrency = (minor: bigint | null) => ({ amount: formatAmount(minor ?? 0n), currency });
  return {
    id: walletId,
    memberId: Number(memberId),
    kind: walletAnswer.shape.kind.parse(kind),
    balance: inCurrency(balance),
    held: inCurrency(held),
    available: inCurrency(available),
    createdAt: createdAt.toISOString(),
  };
}

export const listWallets = list({
  name: 'wallets',
  row: Account,
  allow: readers,
  scope: walletsSeenBy,
  present: presentWallet,
});

export const showWallet = query({
  name: 'wallet.show',
  input: z.strictObject({ walletId: id }),
  allow: readers,
  run: ({ input, actor }) => findOrRefuse(Account, input.walletId, walletsSeenBy(actor)),
});

/** The lines of one wallet, the newest first. */
export const walletStatement = query({
  name: 'wallet.statement',
  input: z.strictObject({
    walletId: id,
    limit: wholeNumber(1, 100).default(25),
    after: z.string().max(500).optional(),
  }),
  allow: readers,

  async run({ input: { walletId, limit, after }, actor }) {
    const { currency } = await findOrRefuse(Account, walletId, walletsSeenBy(actor));
    const here = { list: `statement/${walletId}`, sort: '-id' };
    const before = after === undefined ? undefined : placeOf(after, here).id;
    const { lines, hasMore } = await statement(walletId, { limit, before });
    const last = hasMore ? lines.at(-1) : undefined;
    return { lines, hasMore, currency, nextCursor: last ? cursorOf({ ...here, value: '', id: last.id }) : null };
  },
});

const statementLine = z.object({
  id: z.number(),
  kind: z.string(),
  reference: z.string(),
  amount: money,
  balance: money,
  effectiveAt: z.string(),
});

export const statementAnswer = pageOf(statementLine);

interface Statement {
  lines: StatementLine[];
  hasMore: boolean;
  nextCursor: string | null;
  currency: string;
}

export function presentStatement({
  lines,
  hasMore,
  nextCursor,
  currency,
}: Statement): z.output<typeof statementAnswer> {
  const inCurrency = (minor: bigint) => ({ amount: formatAmount(minor), currency });
  const data = lines.map(({ id: lineId, kind, reference, amount, balance, effectiveAt }) => ({
    id: lineId,
    kind,
    reference,
    amount: inCurrency(amount),
    balance: inCurrency(balance),
    effectiveAt: effectiveAt.toISOString(),
  }));
  return { data, hasMore, nextCursor };
}

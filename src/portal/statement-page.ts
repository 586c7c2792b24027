import { Account } from '../ledger/account.js';
import { wallet } from '../ledger/address.js';
import { statement } from '../ledger/statement.js';
import { memberPage } from './member-page.js';
import { before } from './page-of-rows.js';
import type { Say } from './say.js';
import { en } from './texts/en.js';
import type { TextKey } from './texts/en.js';

const lines_on_a_page = 50;

memberPage({
  method: 'get',
  path: '/my/statement',
  summary: 'Every movement of the wallet',
  input: before,

  async show({ me, input, page, show }) {
    const { currency } = me.program;
    const account = await Account.findOne({ where: { address: wallet(me.member.id), currency } });
    const asked = { limit: lines_on_a_page, before: input.before };
    const { lines, hasMore } = account ? await statement(account.id, asked) : { lines: [], hasMore: false };
    const told = lines.map((line) => ({ ...line, what: kindIn(page.say, line.kind) }));
    return show('statement', { lines: told, next: hasMore ? lines.at(-1)?.id : null });
  },
});

/** What a movement was for. */
function kindIn(say: Say, kind: string): string {
  const key = `statement.kinds.${kind}`;
  return key in en ? say.text(key as TextKey) : kind.replaceAll('_', ' ');
}

import { z } from 'zod';
import { KycCase } from '../compliance/kyc-case.js';
import { submitKyc } from '../compliance/submit-kyc.js';
import type { Refusal } from '../core/errors.js';
import type { Shown } from '../http/page.js';
import { addBankAccount } from '../payouts/add-bank-account.js';
import { BankAccount } from '../payouts/bank-account.js';
import { attempt } from './attempt.js';
import { memberPage } from './member-page.js';
import type { MemberVisit } from './member-page.js';
import { faultIn, refusalIn } from './refusal.js';
import type { Say } from './say.js';

const text = z.string().max(1000).default('');
const bankForm = z.strictObject({ holder: text, bankName: text, bankCode: text, accountNumber: text });

memberPage({
  method: 'get',
  path: '/my/details',
  summary: 'Who a member is and where payouts go',
  input: z.strictObject({ done: z.literal('1').optional().catch(undefined) }),
  show: (visit) => showDetails(visit, { isDone: visit.input.done !== undefined }),
});

memberPage({
  method: 'post',
  path: '/my/details/identity',
  summary: 'Say under which name to be paid',
  input: z.strictObject({ legalName: text }),

  async show(visit) {
    const { refusal } = await attempt(submitKyc(visit.me.actor, visit.input));
    return refusal ? showDetails(visit, { refusal }) : { goTo: '/my/details?done=1' };
  },
});

memberPage({
  method: 'post',
  path: '/my/details/bank-account',
  summary: 'Say where payouts go',
  input: bankForm,

  async show(visit) {
    const { refusal } = await attempt(addBankAccount(visit.me.actor, visit.input));
    const { accountNumber: _secret, ...form } = visit.input;
    return refusal ? showDetails(visit, { refusal, form }) : { goTo: '/my/details?done=1' };
  },
});

type Visited = Pick<MemberVisit<unknown>, 'me' | 'page' | 'show'>;

interface Asked {
  isDone?: boolean;
  refusal?: Refusal;
  /** What was typed, to be corrected; never the account number. */
  form?: Omit<z.output<typeof bankForm>, 'accountNumber'>;
}

async function showDetails({ me, page, show }: Visited, asked: Asked): Promise<Shown> {
  const { isDone = false, refusal, form = { holder: '', bankName: '', bankCode: '' } } = asked;
  const memberId = me.member.id;
  const [kyc, bank] = await Promise.all([
    KycCase.findOne({ where: { memberId }, order: [['id', 'DESC']] }),
    BankAccount.findOne({ where: { memberId, status: 'active' } }),
  ]);
  const said = whatIsWrong(page.say, refusal);
  return show('details', { kyc, bank, isDone, form, ...said }, refusal?.status);
}

/** Beside the fields it names, or above all of them. */
function whatIsWrong(say: Say, refusal: Refusal | undefined) {
  const faults: Record<string, string> = {};
  for (const fault of refusal?.details.faults ?? []) faults[String(fault.path[0])] = faultIn(say, fault);
  return { faults, fault: refusal && !refusal.details.faults ? refusalIn(say, refusal) : null };
}

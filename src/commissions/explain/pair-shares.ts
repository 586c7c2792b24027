import { formatAmount, share } from '../../core/money.js';
import { instalmentBase } from '../engine/binary.js';
import { percent } from './amounts.js';
import type { PairDay } from './pair-line.js';
import { phrase } from './phrase.js';
import type { Answer, Phrase } from './phrase.js';
import { wasActiveBuyer } from './standing-at.js';

/** What a pair line gives away as it is made: the share for instalments, and tax where the run reckoned it. */
export async function shareAnswer(asked: PairDay): Promise<Answer> {
  const [instalment, tax] = [await instalmentAnswer(asked), taxPhrases(asked)];
  return {
    phrases: [...tax, ...instalment.phrases],
    facts: { ...instalment.facts, ...(asked.line.tax === null ? {} : { tax: formatAmount(asked.line.tax) }) },
  };
}

function taxPhrases({ line: { tax, currency }, run }: PairDay): Phrase[] {
  if (tax === null || tax === 0n) return [];
  const rules = run.plan.document.withholding.join(', ');
  return [phrase('pair.tax', { rules, amount: formatAmount(tax), currency })];
}

async function instalmentAnswer({ line, rules, day }: PairDay): Promise<Answer> {
  const base = instalmentBase(rules, day.formedBefore, line.amount);
  const activeBuyer = await wasActiveBuyer(line.beneficiaryId, day.until);
  const facts = {
    active_buyer: activeBuyer,
    instalment: formatAmount(line.instalment),
    instalment_base: formatAmount(base),
  };
  const { instalment } = rules;
  if (!instalment || base === 0n) return { phrases: [], facts: rules.instalment ? facts : {} };
  const isMeant = activeBuyer === (instalment.when === 'active_buyer');
  return { phrases: isMeant ? sharePhrases({ line, rules }, base) : [], facts };
}

function sharePhrases({ line, rules }: Pick<PairDay, 'line' | 'rules'>, base: bigint): Phrase[] {
  const { instalment } = rules;
  if (!instalment) return [];
  const { currency, instalment: taken } = line;
  const rate = percent(instalment.rate_bp);
  if (taken === 0n) return instalment.only_if_due ? [phrase('pair.instalment_waived', { rate })] : [];
  const told = phrase('pair.instalment', {
    rate,
    base: formatAmount(base),
    from: instalment.from_pair,
    who: phrase(instalment.when === 'active_buyer' ? 'pair.active_buyer' : 'pair.no_active_buyer'),
    amount: formatAmount(taken),
    currency,
  });
  const isCut = instalment.only_if_due && taken < share(base, instalment.rate_bp);
  const cut = phrase('pair.instalment_cut', { rate, due: formatAmount(taken), currency });
  return isCut ? [told, cut] : [told];
}

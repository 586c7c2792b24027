import { rulesInForce } from '../../compliance/withholding.js';
import { formatAmount, share } from '../../core/money.js';
import type { BusinessDay } from '../../core/period.js';
import { instalmentBase } from '../engine/binary.js';
import { taxRules } from '../tax-at-credit.js';
import { percent } from './amounts.js';
import type { PairDay } from './pair-line.js';
import { phrase } from './phrase.js';
import type { Answer, Fact, Phrase } from './phrase.js';
import { wasActiveBuyer } from './standing-at.js';

/** What a pair line gives away as it is made: the share for instalments, and tax where the run reckoned it. */
export async function shareAnswer(asked: PairDay): Promise<Answer> {
  const { line, run, day } = asked;
  const instalment = await instalmentAnswer(asked);
  return {
    phrases: [...taxPhrases(asked), ...instalment.phrases],
    facts: {
      ...instalment.facts,
      tax: formatAmount(line.tax ?? taxThen(asked)),
      tax_rules: await rulesAtCredit(run.plan.document.withholding, day.day),
    },
  };
}

/** The rules that a run reckons tax by. */
async function rulesAtCredit(keys: readonly string[], day: BusinessDay): Promise<Fact[]> {
  const rules = rulesInForce(await taxRules(keys), keys, 'credit', day);
  return rules.map(({ key, basis, rateBp, rateWithoutPanBp, annualThreshold }) => ({
    ...{ rule: key, basis, rate_bp: rateBp, rate_without_pan_bp: rateWithoutPanBp },
    annual_threshold: annualThreshold === null ? null : formatAmount(annualThreshold),
  }));
}

/** Tax as the run reckoned it; what is taken as the line is credited may be another. */
const taxThen = ({ known, day }: PairDay): bigint => known.paid.find((one) => one.day === day.day)?.tax ?? 0n;

function taxPhrases({ line: { tax, currency }, run }: PairDay): Phrase[] {
  if (tax === null || tax === 0n) return [];
  const rules = run.plan.document.withholding.join(', ');
  return [phrase('pair.tax', { rules, amount: formatAmount(tax), currency })];
}

async function instalmentAnswer({ line, rules, day }: PairDay): Promise<Answer> {
  const base = instalmentBase(rules, day.formedBefore, line.amount);
  const activeBuyer = await wasActiveBuyer(line.beneficiaryId, day.until);
  const { instalment } = rules;
  if (!instalment) return { phrases: [], facts: {} };
  const isMeant = activeBuyer === (instalment.when === 'active_buyer');
  const facts = {
    active_buyer: activeBuyer,
    instalment: formatAmount(line.instalment),
    instalment_base: formatAmount(base),
    instalment_share: {
      ...{ rate_bp: instalment.rate_bp, from_pair: instalment.from_pair, when: instalment.when },
      applies: isMeant,
      only_if_due: instalment.only_if_due,
    },
  };
  if (base === 0n) return { phrases: [], facts };
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

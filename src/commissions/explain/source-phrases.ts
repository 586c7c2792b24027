import { formatAmount } from '../../core/money.js';
import { paysForPeople } from '../../programs/plan-lint.js';
import { exactShare, percent } from './amounts.js';
import type { ExplainedLine } from './line.js';
import { counted, listed, phrase, ref } from './phrase.js';
import type { Facts, Phrase, Value } from './phrase.js';

/** Such a plan is marked wherever it shows. */
const isForPeople = ({ plan, document }: ExplainedLine): boolean =>
  plan !== null && document !== null && paysForPeople(document);

/** What a line was earned for, under which plan and rule, and the way from there to who earned it. */
export function sourcePhrases(line: ExplainedLine): Phrase[] {
  const { plan, rule, way } = line;
  return [
    earnedFor(line),
    ...(plan ? [phrase('line.plan', { plan: plan.name, version: plan.version, rule: phrase(`rule.${rule}`) })] : []),
    ...(isForPeople(line) ? [phrase('line.pays_for_people')] : []),
    ...(way.length > 1
      ? [
          phrase('line.way', {
            way: listed(
              way.map((id) => ref('members', id)),
              ' → ',
            ),
          }),
        ]
      : []),
    ...passedOver(line),
  ];
}

function earnedFor(line: ExplainedLine): Phrase {
  const { kind, saleId, sourceMemberId } = line;
  if (kind === 'adjustment') return phrase('line.adjustment');
  if (kind === 'pair') return formedOn(line);
  if (saleId !== null) return earnedOf(line, ref('sales', saleId));
  if (sourceMemberId === null) return phrase('line.source_unknown', { kind: phrase(`kind.${kind}`) });
  const values = { member: ref('members', sourceMemberId), level: line.level ?? 0 };
  return phrase(kind === 'referral' ? 'line.referral' : 'line.join', values);
}

const formedOn = ({ quantity, day }: ExplainedLine): Phrase =>
  phrase('line.pair', { day: day ?? '', pairs: counted(quantity ?? 0, 'pairs') });

function earnedOf(line: ExplainedLine, sale: Value): Phrase {
  const values = { sale, level: line.level ?? 0 };
  if (line.kind === 'direct_sale') return phrase('line.direct_sale', values);
  return phrase(line.kind === 'binary_match' && isOfParent(line) ? 'line.binary_match' : 'line.level', values);
}

/** Whether it is the level of whoever stands right above the seller; plans may call other levels the same. */
const isOfParent = ({ document, way }: ExplainedLine): boolean =>
  document?.levels?.tree === 'placement' && document.levels.from === 'seller' && way.length === 2;

/** The level is the paid one; with compression it can be less than the distance. */
function passedOver({ level, way }: ExplainedLine): Phrase[] {
  const passed = way.length - 1 - (level ?? way.length);
  return level !== null && passed > 0 ? [phrase('line.passed_over', { people: counted(passed, 'people') })] : [];
}

/** How the amount of an event line came about: a rate of something, or what the plan names. */
export function arithmeticPhrases(line: ExplainedLine): Phrase[] {
  const { base, rateBp, amount, currency, kind, plan } = line;
  if (isNotDue(line)) return [phrase('line.not_due')];
  const values = { amount: formatAmount(amount), currency };
  if (kind === 'adjustment') return [];
  if (base === null || rateBp === null) return [phrase(plan ? 'line.fixed' : 'line.amount', values)];
  const rate = { ...values, rate: percent(rateBp), base: formatAmount(base) };
  const isExact = (base * BigInt(rateBp)) % 10_000n === 0n;
  return [isExact ? phrase('line.rate', rate) : phrase('line.rounded', { ...rate, exact: exactShare(base, rateBp) })];
}

/** What stands of an event, and would go to nobody here as the network is now. */
const isNotDue = ({ inRun, amount }: ExplainedLine): boolean =>
  inRun !== null && inRun.commissionId !== null && amount === 0n;

/** The same as facts, whatever the kind. */
export const sourceFacts = (line: ExplainedLine): Facts => ({
  ...whichFacts(line),
  member_id: line.beneficiaryId,
  kind: line.kind,
  rule: line.rule,
  plan: line.plan && {
    id: line.plan.id,
    name: line.plan.name,
    version: line.plan.version,
    pays_for_people: isForPeople(line),
  },
  sale_id: line.saleId,
  source_member_id: line.sourceMemberId,
  day: line.day,
  path: line.way,
  level: line.level,
  is_due: !isNotDue(line),
  base: decimal(line.base),
  rate_bp: line.rateBp,
  quantity: line.quantity,
  exact: isNotDue(line) ? null : exactOf(line),
  amount: formatAmount(line.amount),
  currency: line.currency,
});

const whichFacts = ({ commission, inRun }: ExplainedLine): Facts =>
  inRun
    ? { commission_id: null, run_id: inRun.run.row.runId, line: inRun.line, state: inRun.state, status: null }
    : { commission_id: commission?.id ?? null, run_id: commission?.runId ?? null, status: commission?.status ?? null };

const exactOf = ({ base, rateBp }: ExplainedLine): string | null =>
  base !== null && rateBp !== null ? exactShare(base, rateBp) : null;

const decimal = (amount: bigint | null): string | null => (amount === null ? null : formatAmount(amount));

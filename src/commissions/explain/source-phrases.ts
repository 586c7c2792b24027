import { formatAmount } from '../../core/money.js';
import { exactShare, percent } from './amounts.js';
import type { ExplainedLine } from './line.js';
import { counted, listed, phrase, ref } from './phrase.js';
import type { Facts, Phrase, Value } from './phrase.js';

/** What a line was earned for, under which plan and rule, and the way from there to who earned it. */
export function sourcePhrases(line: ExplainedLine): Phrase[] {
  const { plan, rule, way } = line;
  return [
    earnedFor(line),
    ...(plan ? [phrase('line.plan', { plan: plan.name, version: plan.version, rule })] : []),
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

function earnedFor({ kind, saleId, sourceMemberId, level, quantity, day }: ExplainedLine): Phrase {
  const values: Record<string, Value> = { level: level ?? 0 };
  if (saleId !== null) values['sale'] = ref('sales', saleId);
  if (sourceMemberId !== null) values['member'] = ref('members', sourceMemberId);
  if (kind === 'pair') return phrase('line.pair', { day: day ?? '', pairs: counted(quantity ?? 0, 'pairs') });
  return phrase(isJoin(kind, saleId) ? 'line.join' : `line.${kind}`, values);
}

const isJoin = (kind: ExplainedLine['kind'], saleId: number | null): boolean =>
  saleId === null && (kind === 'level' || kind === 'binary_match');

/** The level is the paid one; with compression it can be less than the distance. */
function passedOver({ level, way }: ExplainedLine): Phrase[] {
  const passed = way.length - 1 - (level ?? way.length);
  return level !== null && passed > 0 ? [phrase('line.passed_over', { people: counted(passed, 'people') })] : [];
}

/** How the amount of an event line came about: a rate of something, or what the plan names. */
export function arithmeticPhrases({ base, rateBp, amount, currency, kind }: ExplainedLine): Phrase[] {
  const values = { amount: formatAmount(amount), currency };
  if (kind === 'adjustment') return [];
  if (base === null || rateBp === null) return [phrase('line.fixed', values)];
  const rate = { ...values, rate: percent(rateBp), base: formatAmount(base) };
  const isExact = (base * BigInt(rateBp)) % 10_000n === 0n;
  return [isExact ? phrase('line.rate', rate) : phrase('line.rounded', { ...rate, exact: exactShare(base, rateBp) })];
}

/** The same as facts, whatever the kind. */
export const sourceFacts = (line: ExplainedLine): Facts => ({
  ...whichFacts(line),
  member_id: line.beneficiaryId,
  kind: line.kind,
  rule: line.rule,
  plan: line.plan && { id: line.plan.id, name: line.plan.name, version: line.plan.version },
  sale_id: line.saleId,
  source_member_id: line.sourceMemberId,
  day: line.day,
  path: line.way,
  level: line.level,
  base: decimal(line.base),
  rate_bp: line.rateBp,
  quantity: line.quantity,
  exact: exactOf(line),
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

import { formatAmount } from '../../core/money.js';
import type { BinaryRules } from '../../programs/plan-document.js';
import { asText, inLeg } from './amounts.js';
import { memberDays } from './day-story.js';
import type { DayStory, LegAt, MemberDays } from './day-story.js';
import { lateInLeg, takenFromLeg } from './leg-members.js';
import type { ExplainedLine } from './line.js';
import { pairMembers } from './pair-members.js';
import { shareAnswer } from './pair-shares.js';
import { counted, phrase } from './phrase.js';
import type { Answer, Phrase } from './phrase.js';
import { reasonPhrases } from './reasons.js';
import { roomFacts } from './pair-rooms.js';
import { readRun } from './run-read.js';
import type { RunRead } from './run-read.js';
import { capOf } from './standing-at.js';

/** Why so many pairs were paid on a day, from what the run stored of it; nothing where the run is not known. */
export async function pairAnswer(line: ExplainedLine): Promise<Answer> {
  const run = await runOf(line);
  const rules = run?.plan.document.binary;
  if (!run || !rules) return asKept(line);
  const known = await memberDays(run, rules, line.beneficiaryId);
  const day = known.days.find((one) => one.day === line.day);
  if (!day) return asKept(line);
  return dayAnswer({ line, run, rules, known, day });
}

/** What was written down with the line, where the run's rows are not known. */
const asKept = (line: ExplainedLine): Answer => ({
  phrases: [...line.notes.map((text) => phrase('line.note', { text })), amountPhrase(line, line.quantity)],
  facts: {},
});

/** The run that formed the pairs; null for lines that came otherwise, and where its rows are gone. */
function runOf({ commission, inRun, programId }: ExplainedLine): Promise<RunRead | null> {
  if (inRun) return Promise.resolve(inRun.run);
  const runId = commission?.runId ?? null;
  return runId === null ? Promise.resolve(null) : readRun(programId, runId);
}

export interface PairDay {
  line: ExplainedLine;
  run: RunRead;
  rules: BinaryRules;
  known: MemberDays;
  day: DayStory;
}

async function dayAnswer(asked: PairDay): Promise<Answer> {
  const { line, run, rules, day } = asked;
  const memberId = line.beneficiaryId;
  const [taken, late, members, shares, cap] = await Promise.all([
    takenOn(asked),
    lateOn(asked),
    pairMembers(run, rules, { memberId, day }),
    shareAnswer(asked),
    capOf(run.plan.document, memberId, day.until),
  ]);
  const rooms = await roomFacts(asked, cap);
  const reasons = reasonPhrases({ rules, day, currency: line.currency, cap, gross: line.amount });
  return {
    phrases: [
      legPhrase('left', rules, day.left, taken.left),
      legPhrase('right', rules, day.right, taken.right),
      ...lateVolume(rules, late),
      ...givenBack(rules, day),
      phrase('pair.count', { value: inLeg(rules, rules.pair_value), ...countsOf(day) }),
      ...reasons,
      amountPhrase(line, day.paid),
      phrase('pair.after', { left: inLeg(rules, day.carry_left), right: inLeg(rules, day.carry_right) }),
      ...members.phrases,
      ...shares.phrases,
    ],
    facts: {
      ...dayFacts(rules, day, taken),
      late_volume: late && { left: asText(rules, late.left), right: asText(rules, late.right) },
      cap,
      ...rooms,
      reasons: reasons.map(({ code }) => code.replace('reason.', '')),
      ...members.facts,
      ...shares.facts,
    },
  };
}

interface Taken {
  left: bigint | null;
  right: bigint | null;
}

async function takenOn({ line, run, rules, day }: PairDay): Promise<Taken> {
  const leg = { programId: run.row.programId, memberId: line.beneficiaryId };
  const [left, right] = await Promise.all([
    takenFromLeg({ ...leg, slot: 0 }, rules.unit, day),
    takenFromLeg({ ...leg, slot: 1 }, rules.unit, day),
  ]);
  return { left, right };
}

/** Of what was added, what sales brought that are dated in days counted before; null where that cannot be said. */
async function lateOn({ line, run, rules, day }: PairDay): Promise<{ left: bigint; right: bigint } | null> {
  if (rules.unit !== 'volume') return null;
  const leg = { programId: run.row.programId, memberId: line.beneficiaryId };
  const [left, right] = [await lateInLeg({ ...leg, slot: 0 }, day), await lateInLeg({ ...leg, slot: 1 }, day)];
  return left === null || right === null ? null : { left, right };
}

const lateVolume = (rules: BinaryRules, late: { left: bigint; right: bigint } | null): Phrase[] =>
  !late || late.left + late.right === 0n
    ? []
    : [phrase('pair.late', { left: inLeg(rules, late.left), right: inLeg(rules, late.right) })];

function legPhrase(side: 'left' | 'right', rules: BinaryRules, leg: LegAt, taken: bigint | null): Phrase {
  const values = { side: phrase(`side.${side}`), carried: asText(rules, leg.carried), had: asText(rules, leg.had) };
  if (taken === null) return phrase('pair.leg_net', { ...values, added: asText(rules, leg.added) });
  return phrase('pair.leg', { ...values, added: asText(rules, leg.added + taken), reversed: asText(rules, taken) });
}

const givenBack = (rules: BinaryRules, { undone }: DayStory): Phrase[] =>
  undone === 0
    ? []
    : [
        phrase('pair.given_back', {
          pairs: counted(undone, 'pairs'),
          volume: inLeg(rules, rules.pair_value * BigInt(undone)),
        }),
      ];

const countsOf = ({ possible, formed, paid }: DayStory) => ({ possible: counted(possible, 'pairs'), formed, paid });

/** So many pairs at so much each, where that is what it comes to. */
function amountPhrase({ base, amount, currency }: ExplainedLine, paid: number | null): Phrase {
  const values = { amount: formatAmount(amount), currency };
  if (base === null || paid === null || base * BigInt(paid) !== amount) return phrase('line.amount', values);
  return phrase('pair.amount', { ...values, pairs: counted(paid, 'pairs'), each: formatAmount(base) });
}

function dayFacts(rules: BinaryRules, day: DayStory, taken: Taken) {
  const leg = (at: LegAt, reversed: bigint | null, after: bigint) => ({
    carried: asText(rules, at.carried),
    added: asText(rules, at.added + (reversed ?? 0n)),
    reversed: reversed === null ? null : asText(rules, reversed),
    available: asText(rules, at.had),
    carried_on: asText(rules, after),
  });
  return {
    unit: rules.unit,
    pair_value: asText(rules, rules.pair_value),
    left: leg(day.left, taken.left, day.carry_left),
    right: leg(day.right, taken.right, day.carry_right),
    possible: day.possible,
    formed: day.formed,
    paid: day.paid,
    flushed: day.flushed,
    undone_before: day.undone,
    formed_before: day.formedBefore,
  };
}

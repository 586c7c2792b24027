import { z } from 'zod';
import { formatAmount } from '../../core/money.js';
import type { BinaryRules } from '../../programs/plan-document.js';
import { big, int } from '../../db/row-schema.js';
import { selectOne } from '../../db/select.js';
import { possiblePairs } from '../engine/binary.js';
import { activatedDirects } from './activated-directs.js';
import { asText, inLeg } from './amounts.js';
import type { MemberDays } from './day-story.js';
import type { MemberState } from './run-rows.js';
import type { Asked } from './member-pairs.js';
import { counted, phrase } from './phrase.js';
import type { Answer, Phrase } from './phrase.js';
import { wasActiveBuyer } from './standing-at.js';

export interface LegsAsked extends Asked {
  rules: BinaryRules;
  known: MemberDays;
}

interface Legs {
  left: bigint;
  right: bigint;
  pairs: number;
  isOpen: boolean;
}

/** What the legs hold at the end of a run and what the next pair needs, or what keeps pairs closed altogether. */
export async function legsAnswer(asked: LegsAsked): Promise<Answer> {
  const { rules, known } = asked;
  const legs = await legsAt(asked);
  const [closed, lost] = [await closedPhrases(asked, legs), flushedPhrases(rules, known)];
  const { left, right, pairs } = legs;
  return {
    phrases: [
      ...lost,
      phrase('member.legs', { left: inLeg(rules, left), right: inLeg(rules, right) }),
      ...nextPair(rules, legs),
      ...closed.phrases,
    ],
    facts: {
      legs: { unit: rules.unit, left: asText(rules, left), right: asText(rules, right), pairs_formed: pairs },
      next_pair: {
        pair_value: asText(rules, rules.pair_value),
        missing_left: asText(rules, missing(rules, left)),
        missing_right: asText(rules, missing(rules, right)),
      },
      ...closed.facts,
    },
  };
}

const legsRow = z.object({ carry_left: big, carry_right: big, pairs: int, binary_active: z.boolean(), run_id: int });

const current = `
  SELECT carry_left, carry_right, pairs, binary_active, run_id FROM leg_balances WHERE member_id = $1`;

// The first later run that had something to tell of the member found the legs as this one left them.
const foundLater = `
  SELECT opened_left AS carry_left, opened_right AS carry_right, opened_pairs AS pairs,
    coalesce(opened_active, false) AS binary_active, run_members.run_id
  FROM commission_runs JOIN run_members ON run_members.part = commission_runs.part
    AND run_members.run_id = commission_runs.run_id AND run_members.fence = commission_runs.fence
  WHERE commission_runs.program_id = $2 AND commission_runs.run_id > $3
    AND run_members.member_id = $1 AND opened_left IS NOT NULL
  ORDER BY commission_runs.run_id LIMIT 1`;

/** Legs that a run did not change are as the run before left them. */
async function legsAt({ run, memberId, known: { state } }: LegsAsked): Promise<Legs> {
  const own = state && legsOf(state);
  if (own) return own;
  const now = await selectOne(current, [memberId], legsRow);
  const binds = [memberId, run.row.programId, run.row.runId];
  const then = now && now.run_id > run.row.runId ? await selectOne(foundLater, binds, legsRow) : now;
  return (then && legsOf(then)) ?? { left: 0n, right: 0n, pairs: 0, isOpen: false };
}

type Carried = Pick<MemberState, 'carry_left' | 'carry_right' | 'pairs' | 'binary_active'>;

function legsOf({ carry_left: left, carry_right: right, pairs, binary_active: isOpen }: Carried): Legs | undefined {
  return left === null || right === null ? undefined : { left, right, pairs, isOpen: isOpen === true };
}

/** What the end of a period took; what caps took stands with its day. */
function flushedPhrases(rules: BinaryRules, { state, days }: MemberDays): Phrase[] {
  const byCaps = rules.pair_value * BigInt(days.reduce((sum, { flushed }) => sum + flushed, 0));
  const [left, right] = [(state?.flushed_left ?? 0n) - byCaps, (state?.flushed_right ?? 0n) - byCaps];
  if (left <= 0n && right <= 0n) return [];
  return [phrase('member.flushed', { left: inLeg(rules, left), right: inLeg(rules, right) })];
}

function missing({ pair_value: value }: BinaryRules, leg: bigint): bigint {
  return leg >= value ? 0n : value - leg;
}

function nextPair(rules: BinaryRules, { left, right }: Legs): Phrase[] {
  const waiting = possiblePairs(left, right, rules.pair_value);
  if (waiting > 0) return [phrase('member.waiting', { pairs: counted(waiting, 'pairs') })];
  const value = inLeg(rules, rules.pair_value);
  if (left === 0n && right === 0n) return [phrase('member.nothing_on_both', { value })];
  return [...sidePhrases(rules, 'left', left), ...sidePhrases(rules, 'right', right)];
}

function sidePhrases(rules: BinaryRules, name: 'left' | 'right', leg: bigint): Phrase[] {
  const side = phrase(`side.${name}`);
  const short = missing(rules, leg);
  if (short === 0n) return [];
  if (leg === 0n) return [phrase('member.nothing_on', { side, value: inLeg(rules, rules.pair_value) })];
  const more = phrase('member.more_on', { side, missing: inLeg(rules, short) });
  return leg < 0n ? [phrase('member.below_zero', { side, owed: inLeg(rules, -leg) }), more] : [more];
}

/** What keeps pairs closed or limits them, whatever the legs hold. */
async function closedPhrases(asked: LegsAsked, { isOpen, pairs }: Legs): Promise<Answer> {
  const { activation } = asked.rules;
  const opening = activation && !isOpen ? await openingAnswer(asked, activation.directs) : { phrases: [], facts: {} };
  return {
    phrases: [...opening.phrases, ...(await limitPhrases(asked, pairs))],
    facts: { binary_active: activation ? isOpen : true, ...opening.facts },
  };
}

async function openingAnswer({ run, memberId }: LegsAsked, needed: number): Promise<Answer> {
  const have = await activatedDirects({ memberId, until: run.row.endsAt, enough: needed });
  const closed = phrase('member.binary_inactive', { have, needed, missing: needed - have });
  return { phrases: have < needed ? [closed] : [], facts: { activated_directs: have, directs_needed: needed } };
}

async function limitPhrases({ run, memberId, rules, known }: LegsAsked, formed: number): Promise<Phrase[]> {
  const { inactive_limit: limit } = rules;
  if (!limit || (await wasActiveBuyer(memberId, run.row.endsAt))) return [];
  const pairs = counted(limit.pairs, 'pairs');
  const values = { pairs, net: formatAmount(limit.net), formed, currency: run.currency };
  const { opened_net: credited } = known.state ?? {};
  // Of whom it had nothing to tell, the run did not note what had been credited.
  if (credited === undefined || credited === null) return [phrase('member.limit_plain', values)];
  return [phrase('member.limit', { ...values, credited: formatAmount(credited) })];
}

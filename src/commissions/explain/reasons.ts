import { formatAmount } from '../../core/money.js';
import type { BinaryRules } from '../../programs/plan-document.js';
import { grossOf } from '../engine/binary.js';
import { reasonsOf } from '../engine/lines.js';
import type { Reason } from '../engine/lines.js';
import type { DayStory } from './day-story.js';
import { counted, phrase } from './phrase.js';
import type { Phrase, Value } from './phrase.js';

interface Stopped {
  rules: BinaryRules;
  day: DayStory;
  currency: string;
  /** The member's own cap of pairs; null without one. */
  cap: number | null;
  /** What the day's pairs paid, before deductions. */
  gross: bigint;
}

/** Why pairs of a day were not formed, not paid, or paid in part. */
export function reasonPhrases(stopped: Stopped): Phrase[] {
  const { rules, day, gross } = stopped;
  const told = reasonsOf(day.reasons).flatMap((reason) => reasonPhrase(reason, stopped));
  return gross < grossOf(rules, day.formedBefore, day.formed) ? [...told, partial(stopped)] : told;
}

const caps: readonly Reason[] = ['daily_cap', 'monthly_cap', 'lifetime_cap'];

function reasonPhrase(reason: Reason, stopped: Stopped): Phrase[] {
  if (reason === 'refund' || reason === 'undone') return [];
  if (reason === 'first_pair') return [phrase('reason.first_pair')];
  return stopped.day.possible > stopped.day.formed ? [stopPhrase(reason, stopped)] : [];
}

function stopPhrase(reason: Exclude<Reason, 'refund' | 'undone'>, { rules, day, cap, currency }: Stopped): Phrase {
  const stopped = counted(day.possible - day.formed, 'pairs');
  if (caps.includes(reason)) {
    const fate = phrase(day.flushed > 0 ? 'fate.flush' : 'fate.carry');
    const room = counted(day.formed, 'pairs');
    return phrase(`reason.${reason}`, { cap: counted(cap ?? 0, 'pairs'), room, stopped, fate });
  }
  return phrase(`reason.${reason}`, { ...limitsOf(rules), stopped, currency });
}

const limitsOf = ({ inactive_limit: limit, activation }: BinaryRules): Record<string, Value> => ({
  ...(activation ? { directs: counted(activation.directs, 'directs') } : {}),
  ...(limit ? { pairs: counted(limit.pairs, 'pairs'), net: formatAmount(limit.net) } : {}),
});

/** Only the last pair of a day can pay in part. */
function partial({ rules, day, gross, currency }: Stopped): Phrase {
  const others = grossOf(rules, day.formedBefore, day.formed - 1);
  return phrase('reason.partial', {
    part: formatAmount(gross - others),
    each: formatAmount(rules.amount),
    net: formatAmount(rules.inactive_limit?.net ?? 0n),
    currency,
  });
}

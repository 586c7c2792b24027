import type { BinaryRules } from '../../programs/plan-document.js';
import type { DayStory } from './day-story.js';
import { activatedIn } from './leg-members.js';
import { counted, listed, phrase, ref } from './phrase.js';
import type { Answer, Phrase } from './phrase.js';
import type { RunRead } from './run-read.js';

/** So many pairs of a day are named one by one. */
const most_named = 10;

interface NamedPair {
  number: number;
  left: number[];
  right: number[];
}

/**
 * Which members made the pairs of a day, for plans that count members: the k-th activated on the left with the k-th on
 * the right. Derived, not stored; volume that was lost before was that of the first ones.
 */
export async function pairMembers(
  run: RunRead,
  rules: BinaryRules,
  of: { memberId: number; day: DayStory },
): Promise<Answer> {
  const { memberId, day } = of;
  if (rules.unit !== 'members' || day.formed === 0) return { phrases: [], facts: {} };
  const { programId } = run.row;
  const [left, right] = await Promise.all([
    activatedIn({ programId, memberId, slot: 0 }, day.until),
    activatedIn({ programId, memberId, slot: 1 }, day.until),
  ]);
  const pairs = left && right && named({ left, right }, Number(rules.pair_value), day);
  if (!pairs) return { phrases: [phrase('pair.members_many')], facts: { pairs: null } };
  const more = day.formed - pairs.length;
  return {
    phrases: [
      ...pairs.map(told),
      ...(more > 0 ? [phrase('pair.members_more', { pairs: counted(more, 'pairs') })] : []),
    ],
    facts: { pairs: pairs.map((pair) => ({ ...pair })) },
  };
}

interface Activated {
  left: number[];
  right: number[];
}

/** Null where fewer stand there now than were counted then: the tree has changed since. */
function named({ left, right }: Activated, each: number, day: DayStory): NamedPair[] | null {
  const first = { left: left.length - Number(day.left.had), right: right.length - Number(day.right.had) };
  if (first.left < 0 || first.right < 0) return null;
  return Array.from({ length: Math.min(day.formed, most_named) }, (_, index) => ({
    number: day.formedBefore + index + 1,
    left: left.slice(first.left + index * each, first.left + (index + 1) * each),
    right: right.slice(first.right + index * each, first.right + (index + 1) * each),
  }));
}

const told = ({ number, left, right }: NamedPair): Phrase =>
  phrase('pair.members', { number, left: people(left), right: people(right) });

const people = (ids: readonly number[]) => listed(ids.map((id) => ref('members', id)));

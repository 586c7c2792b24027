import { formatAmount } from '../../core/money.js';
import type { LevelRules, RankRules } from '../../programs/plan-document.js';
import { levelAmount, requiredRanks, verdict } from '../engine/levels.js';
import { uplineAt } from '../upline-at.js';
import { eventsBelow, most_events, wasInactive } from './below.js';
import type { EventBelow } from './below.js';
import type { Asked } from './member-pairs.js';
import { counted, phrase, ref } from './phrase.js';
import type { Answer, Phrase, PhraseCode } from './phrase.js';

interface Lost {
  event: EventBelow;
  level: number;
  amount: bigint;
  /** Why it was not his, and whether somebody above got it. */
  why: 'inactive' | 'rank';
  fate: 'breaks' | 'passes';
  rank: string | null;
}

const shown = 3;

/** Levels of sales and joins below that went past a member, or were lost at him, for his status or rank. */
export async function lostLevelsAnswer({ run, memberId }: Asked): Promise<Answer> {
  const { levels: rules, ranks } = run.plan.document;
  const span = { since: run.row.startsAt, until: run.row.endsAt };
  if (!rules || !(asksRank(rules) || (await wasInactive(memberId, span)))) return { phrases: [], facts: {} };
  const { programId } = run.row;
  const events = await eventsBelow({ memberId, programId, rules, ...span });
  const names = namesOf(ranks);
  const looked = events.slice(0, most_events);
  const lost: Lost[] = [];
  for (const event of looked) lost.push(...(await lostAt({ event, memberId, programId }, rules, names)));
  return {
    phrases: [...grouped(lost).flatMap((group) => groupPhrases(group, run.currency)), ...more(events.length)],
    facts: { levels_lost: lost.map(factsOf), events_looked_at: looked.length },
  };
}

/** Whoever is active all the time loses no level but for his rank. */
const asksRank = ({ min_rank: ranks = [] }: LevelRules): boolean => ranks.some((name) => name !== null);

const namesOf = (ranks: RankRules | undefined): string[] => ranks?.paid_as_by.map(({ name }) => name) ?? [];

const more = (found: number): Phrase[] =>
  found > most_events ? [phrase('member.lost_more', { looked: counted(most_events, 'events') })] : [];

interface Place {
  event: EventBelow;
  memberId: number;
  programId: number;
}

/** What a level did at the member, as he and everybody between were at the moment of the event. */
async function lostAt(
  { event, memberId, programId }: Place,
  rules: LevelRules,
  names: readonly string[],
): Promise<Lost[]> {
  const above = await uplineAt({ programId, memberId: event.start_id, at: event.at, rules, ranks: names });
  const required = requiredRanks(rules, names);
  let place = 0;
  for (const [index, asked] of required.entries()) {
    for (let person = above[place++]; person; person = above[place++]) {
      const what = verdict(rules.compression, asked, person);
      if (person.memberId === memberId) {
        if (what === 'pays') return [];
        const level = index + 1;
        const why = person.active ? 'rank' : 'inactive';
        return [
          {
            event,
            level,
            amount: levelAmount(rules, level, event.amount),
            why,
            fate: what,
            rank: names[asked] ?? null,
          },
        ];
      }
      if (what !== 'passes') break;
    }
  }
  return [];
}

function grouped(lost: readonly Lost[]): Lost[][] {
  const groups = new Map<string, Lost[]>();
  for (const one of lost.filter(({ amount }) => amount > 0n)) {
    const key = `${one.why}/${one.fate}/${one.rank ?? ''}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()];
}

function groupPhrases(group: readonly Lost[], currency: string): Phrase[] {
  const [first] = group;
  if (!first) return [];
  const code: PhraseCode = `member.lost_${first.why}_${first.fate}`;
  const values = {
    levels: counted(group.length, 'levels'),
    events: counted(new Set(group.map(({ event }) => `${event.of}/${String(event.id)}`)).size, 'events'),
    amount: formatAmount(group.reduce((sum, { amount }) => sum + amount, 0n)),
    currency,
    rank: first.rank ?? '',
  };
  return [phrase(code, values), ...group.slice(0, shown).map((one) => suchAs(one, currency))];
}

const suchAs = ({ event, level, amount }: Lost, currency: string): Phrase =>
  phrase('member.lost_such_as', { source: ref(event.of, event.id), level, amount: formatAmount(amount), currency });

const factsOf = ({ event, level, amount, why, fate, rank }: Lost) => ({
  sale_id: event.of === 'sales' ? event.id : null,
  joined_member_id: event.of === 'members' ? event.id : null,
  level,
  amount: formatAmount(amount),
  why,
  fate,
  rank,
});

import { formatAmount, portion } from '../../core/money.js';
import { findActivePlan } from '../../programs/active-plan.js';
import type { LevelRules, Plan, RankRules } from '../../programs/plan-document.js';
import { levelAmount, requiredRanks, verdict } from '../engine/levels.js';
import { uplineAt } from '../upline-at.js';
import type { Above } from '../upline-at.js';
import { eventsBelow, most_events, wasInactive } from './below.js';
import type { EventBelow } from './below.js';
import type { Asked } from './member-pairs.js';
import { counted, phrase, ref } from './phrase.js';
import type { Answer, Phrase, PhraseCode } from './phrase.js';
import type { RunRead } from './run-read.js';

interface Lost {
  event: EventBelow;
  level: number;
  rateBp: number | null;
  /** What the level would have paid at the event, and what refunds since would have left of it. */
  gross: bigint;
  amount: bigint;
  /** Why it was not his, and whether somebody above got it. */
  why: 'inactive' | 'rank';
  fate: 'breaks' | 'passes';
  rank: string | null;
}

const shown = 3;

/** Levels of sales and joins below that went past a member, or were lost at him, for his status or rank. */
export async function lostLevelsAnswer({ run, memberId }: Asked): Promise<Answer> {
  const { levels: rules } = run.plan.document;
  const { programId } = run.row;
  const asked = { memberId, programId, since: run.eventsFrom, until: run.row.endsAt };
  if (!rules || !(asksRank(rules) || (await wasInactive(asked)))) return { phrases: [], facts: {} };
  const events = await eventsBelow({ ...asked, rules });
  const looked = events.slice(0, most_events);
  const lost: Lost[] = [];
  for (const event of looked) lost.push(...(await lostAt({ event, memberId, programId }, await planAt(run, event))));
  return {
    phrases: [
      ...grouped(lost.filter(({ amount }) => amount > 0n)).flatMap((group) => groupPhrases(group, run.currency)),
      ...refundedPhrases(lost.filter(({ gross, amount }) => gross > 0n && amount === 0n)),
      ...more(events.length),
    ],
    facts: { levels_lost: lost.map(factsOf), events_looked_at: looked.length },
  };
}

/** Whoever is active all the time loses no level but for his rank. */
const asksRank = ({ min_rank: ranks = [] }: LevelRules): boolean => ranks.some((name) => name !== null);

const namesOf = (ranks: RankRules | undefined): string[] => ranks?.paid_as_by.map(({ name }) => name) ?? [];

/** A late sale pays by the version of its own moment. */
async function planAt({ row, plan, eventsFrom }: RunRead, { at }: EventBelow): Promise<Plan> {
  const own = at < eventsFrom ? await findActivePlan(row.programId, at) : null;
  return own?.document ?? plan.document;
}

const more = (found: number): Phrase[] =>
  found > most_events ? [phrase('member.lost_more', { looked: counted(most_events, 'events') })] : [];

interface Place {
  event: EventBelow;
  memberId: number;
  programId: number;
}

/** What a level did at the member, as he and everybody between were at the moment of the event. */
async function lostAt({ event, memberId, programId }: Place, { levels: rules, ranks }: Plan): Promise<Lost[]> {
  if (!rules) return [];
  const names = namesOf(ranks);
  const above = await uplineAt({ programId, memberId: event.start_id, at: event.at, rules, ranks: names });
  return lostAmong(above, { event, memberId, rules, names });
}

interface Looked {
  event: EventBelow;
  memberId: number;
  rules: LevelRules;
  names: readonly string[];
}

function lostAmong(above: readonly Above[], { event, memberId, rules, names }: Looked): Lost[] {
  let place = 0;
  for (const [index, asked] of requiredRanks(rules, names).entries()) {
    for (let person = above[place++]; person; person = above[place++]) {
      const fate = verdict(rules.compression, asked, person);
      if (person.memberId === memberId) {
        if (fate === 'pays') return [];
        const why = person.active ? 'rank' : 'inactive';
        return [{ event, why, fate, rank: names[asked] ?? null, ...worth(rules, index + 1, event) }];
      }
      if (fate !== 'passes') break;
    }
  }
  return [];
}

/** What refunds take back of a line they would have taken of this one. */
function worth(rules: LevelRules, level: number, { amount: sold, refunded }: EventBelow) {
  const gross = levelAmount(rules, level, sold);
  const back = refunded === 0n ? 0n : portion(gross, refunded, sold);
  return { level, rateBp: rules.rates_bp?.[level - 1] ?? null, gross, amount: gross - back };
}

function grouped(lost: readonly Lost[]): Lost[][] {
  const groups = new Map<string, Lost[]>();
  for (const one of lost) {
    const key = `${one.why}/${one.fate}/${one.rank ?? ''}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()];
}

const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((all, one) => all + one, 0n);

const countsOf = (group: readonly Lost[]) => ({
  levels: counted(group.length, 'levels'),
  events: counted(new Set(group.map(({ event }) => `${event.of}/${String(event.id)}`)).size, 'events'),
});

function groupPhrases(group: readonly Lost[], currency: string): Phrase[] {
  const [first] = group;
  if (!first) return [];
  const code: PhraseCode = `member.lost_${first.why}_${first.fate}`;
  const amount = formatAmount(sum(group.map((one) => one.amount)));
  const values = { ...countsOf(group), amount, currency, rank: first.rank ?? '' };
  return [phrase(code, values), ...group.slice(0, shown).map((one) => suchAs(one, currency))];
}

function suchAs({ event, level, gross, amount }: Lost, currency: string): Phrase {
  const values = { source: ref(event.of, event.id), level, amount: formatAmount(amount), currency };
  if (gross === amount) return phrase('member.lost_such_as', values);
  return phrase('member.lost_such_as_refunded', {
    ...values,
    gross: formatAmount(gross),
    refunded: formatAmount(event.refunded),
    total: formatAmount(event.amount),
  });
}

/** Where the whole sale went back, nobody lost anything by it. */
function refundedPhrases(lost: readonly Lost[]): Phrase[] {
  return lost.length === 0 ? [] : [phrase('member.lost_refunded', countsOf(lost))];
}

const factsOf = ({ event, level, rateBp, gross, amount, why, fate, rank }: Lost) => ({
  sale_id: event.of === 'sales' ? event.id : null,
  joined_member_id: event.of === 'members' ? event.id : null,
  level,
  base: event.of === 'sales' ? formatAmount(event.amount) : null,
  rate_bp: rateBp,
  gross: formatAmount(gross),
  refunded: formatAmount(event.refunded),
  amount: formatAmount(amount),
  why,
  fate,
  rank,
});

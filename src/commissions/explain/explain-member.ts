import { businessDay } from '../../core/period.js';
import { programById } from '../../programs/find-program.js';
import { paysForPeople } from '../../programs/plan-lint.js';
import type { Member } from '../../network/member.js';
import { earnedAnswer } from './member-earned.js';
import { lateAnswer } from './member-late.js';
import { lostBonusesAnswer } from './member-lost-bonuses.js';
import { lostLevelsAnswer } from './member-lost-levels.js';
import { pairsAnswer } from './member-pairs.js';
import { rankAnswer } from './member-rank.js';
import { heldAnswer, standingAnswer } from './member-standing.js';
import { phrase, ref } from './phrase.js';
import type { Answer, Phrase, PhraseCode } from './phrase.js';
import type { RunRead } from './run-read.js';

/** What a member earned in a run, and why not more; without a run, what can be said all the same. */
export async function explainMember(member: Member, run: RunRead | null): Promise<Answer> {
  const { currency } = await programById(member.programId);
  const held = await heldAnswer(member.id, currency);
  const own = { member_id: member.id, currency };
  if (!run) return together([{ phrases: [phrase('member.no_run')], facts: { ...own, run_id: null } }, held]);
  const about = { phrases: [spanPhrase(run)], facts: { ...own, ...spanFacts(run) } };
  if (member.joinedAt >= run.row.endsAt)
    return together([about, { phrases: [phrase('member.not_yet')], facts: {} }, held]);
  const asked = { run, memberId: member.id };
  const parts = [
    await earnedAnswer(asked),
    await lateAnswer(asked),
    await standingAnswer(run, member),
    await pairsAnswer(asked),
    await lostLevelsAnswer(asked),
    await lostBonusesAnswer(asked),
    await rankAnswer(asked),
    held,
  ];
  const whole = together([about, ...parts]);
  return { ...whole, phrases: [...whole.phrases, ...idle(whole.phrases)] };
}

const together = (parts: readonly Answer[]): Answer => ({
  phrases: parts.flatMap(({ phrases }) => phrases),
  facts: Object.assign({}, ...parts.map(({ facts }) => facts)) as Answer['facts'],
});

/** What is said of whoever did nothing and to whom nothing happened. */
const quiet: ReadonlySet<PhraseCode> = new Set<PhraseCode>([
  'member.run',
  'member.run_month',
  'member.earned_nothing',
  'member.no_pairs',
  'member.no_place',
  'member.legs',
  'member.nothing_on_both',
  'member.rank_none',
  'member.rank_next',
  'member.rank_open',
]);

const idle = (told: readonly Phrase[]): Phrase[] =>
  told.every(({ code }) => quiet.has(code)) ? [phrase('member.idle')] : [];

function spanPhrase({ row, zone, eventsFrom }: RunRead): Phrase {
  const span = {
    run: ref('runs', row.runId),
    from: businessDay(eventsFrom, zone),
    until: businessDay(new Date(row.endsAt.getTime() - 1), zone),
  };
  if (eventsFrom >= row.startsAt) return phrase('member.run', span);
  return phrase('member.run_month', { ...span, matched: businessDay(row.startsAt, zone) });
}

const spanFacts = ({ row, plan, eventsFrom }: RunRead) => ({
  run_id: row.runId,
  events_from: eventsFrom.toISOString(),
  starts_at: row.startsAt.toISOString(),
  ends_at: row.endsAt.toISOString(),
  plan: { id: plan.id, name: plan.name, version: plan.version, pays_for_people: paysForPeople(plan.document) },
});

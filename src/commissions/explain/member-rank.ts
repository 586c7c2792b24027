import { formatAmount } from '../../core/money.js';
import type { RankRules } from '../../programs/plan-document.js';
import { Op } from 'sequelize';
import { missing } from '../engine/ranks.js';
import type { RankMeasures } from '../engine/ranks.js';
import { CommissionRun } from '../runs/commission-run.js';
import { percent } from './amounts.js';
import type { Asked } from './member-pairs.js';
import { listed, phrase } from './phrase.js';
import type { Answer, Facts, Phrase } from './phrase.js';
import { readRun } from './run-read.js';
import type { RunRead } from './run-read.js';
import { memberStateOf } from './run-rows.js';
import type { MemberState } from './run-rows.js';

type Rank = RankRules['paid_as_by'][number];

/** The rank as of the last close of a month, and what each rule of the next one still asks for. */
export async function rankAnswer({ run, memberId }: Asked): Promise<Answer> {
  const { ranks } = run.plan.document;
  if (!ranks) return { phrases: [], facts: {} };
  const closing = await lastClosing(run);
  if (!closing) return { phrases: [phrase('member.rank_open')], facts: { rank: null } };
  const state = await memberStateOf(closing, memberId);
  return reached(ranks, { rank: state?.rank ?? null, measures: measuresOf(state), runId: closing.row.runId });
}

interface Reached {
  rank: string | null;
  measures: RankMeasures;
  runId: number;
}

function reached({ paid_as_by: all }: RankRules, { rank, measures, runId }: Reached): Answer {
  const next = all[all.findIndex(({ name }) => name === rank) + 1];
  return {
    phrases: [
      rank === null ? phrase('member.rank_none') : phrase('member.rank', { rank }),
      next ? nextPhrase(next, measures) : phrase('member.rank_top'),
    ],
    facts: {
      rank,
      ranks_of_run: runId,
      measures: factsOf(measures),
      next_rank: next ? { name: next.name, missing: missing(next, measures) } : null,
    },
  };
}

/** Ranks are settled when a month closes; other runs tell of the close before them. */
async function lastClosing(run: RunRead): Promise<RunRead | null> {
  if (run.row.kind === 'period') return run;
  const { programId, endsAt } = run.row;
  const last = await CommissionRun.findOne({
    where: { programId, kind: 'period', endsAt: { [Op.lte]: endsAt }, fence: { [Op.ne]: null } },
    order: [
      ['endsAt', 'DESC'],
      ['runId', 'DESC'],
    ],
  });
  return last && readRun(programId, last.runId);
}

const nothing: RankMeasures = { downline: 0, directs: 0, personalVolume: 0n, groupVolume: 0n, largestLeg: 0n };

/** A run tells nothing of members who have nothing yet. */
function measuresOf(state: MemberState | undefined): RankMeasures {
  if (!state) return nothing;
  const {
    downline,
    directs,
    personal_volume: personalVolume,
    group_volume: groupVolume,
    largest_leg: largestLeg,
  } = state;
  return { downline: downline ?? 0, directs: directs ?? 0, personalVolume, groupVolume, largestLeg };
}

const factsOf = ({ downline, directs, personalVolume, groupVolume, largestLeg }: RankMeasures): Facts => ({
  downline,
  directs,
  personal_volume: formatAmount(personalVolume),
  group_volume: formatAmount(groupVolume),
  largest_leg: formatAmount(largestLeg),
});

const nextPhrase = (rank: Rank, measures: RankMeasures): Phrase =>
  phrase('member.rank_next', {
    rank: rank.name,
    missing: listed(missing(rank, measures).map((rule) => tells[rule](rank, measures))),
  });

type Tells = Readonly<Record<ReturnType<typeof missing>[number], (rank: Rank, measures: RankMeasures) => Phrase>>;

const tells: Tells = {
  downline: ({ downline = 0 }, measures) => counts('rank.downline', measures.downline, downline),
  directs: ({ directs = 0 }, measures) => counts('rank.directs', measures.directs, directs),
  personal_volume: ({ personal_volume: needed = 0n }, { personalVolume }) =>
    volumes('rank.personal_volume', personalVolume, needed),
  group_volume: ({ group_volume: needed = 0n }, { groupVolume }) => volumes('rank.group_volume', groupVolume, needed),
  largest_leg_max_bp: ({ largest_leg_max_bp: share = 0 }, { largestLeg, groupVolume }) =>
    phrase('rank.largest_leg_max_bp', {
      have: formatAmount(largestLeg),
      group: formatAmount(groupVolume),
      needed: percent(share),
    }),
};

const counts = (code: 'rank.downline' | 'rank.directs', have: number, needed: number): Phrase =>
  phrase(code, { have, needed, missing: needed - have });

const volumes = (code: 'rank.personal_volume' | 'rank.group_volume', have: bigint, needed: bigint): Phrase =>
  phrase(code, { have: formatAmount(have), needed: formatAmount(needed), missing: formatAmount(needed - have) });

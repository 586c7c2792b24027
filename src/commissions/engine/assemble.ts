import type { Plan } from '../../programs/plan-document.js';
import { Accrual } from './accrual.js';
import { dayAt } from './calendar.js';
import type { Chronology } from './chronology.js';
import { capByRank } from './closing.js';
import type { ClosingInput } from './closing.js';
import { int } from './columns.js';
import { Credits } from './credits.js';
import { happenings } from './happenings.js';
import { Matching } from './matching.js';
import type { Network } from './network.js';
import { PairHistory } from './pair-history.js';
import { PairPay } from './pair-pay.js';
import { Standing } from './people.js';
import { Ages } from './period-end.js';
import { unranked } from './ranks.js';
import { Refunds } from './refunds.js';
import type { ReplayInput } from './replay.js';
import { takesBack } from './taken-back.js';
import { Upline } from './upline.js';

/** The parts of one computation, wired together and opened with what is carried in. */
export interface Parts extends ClosingInput {
  credits: Credits;
  accrual: Accrual;
  chronology: Chronology;
  /** How many lines, the first ones, were given as earlier pairs. */
  openingLines: number;
}

export function assemble(input: ReplayInput): Parts {
  const { plan, network, sales, opening, treesHold } = input;
  const standing = new Standing(network, input.people);
  const credits = new Credits(plan, input.taxRules, standing, network.ids.length);
  credits.open(opening);
  const refunds = new Refunds(sales, credits);
  const paidAs = opening?.paidAs?.slice() ?? new Int8Array(network.ids.length).fill(unranked);
  const upline = uplineOf(plan, network, paidAs);
  const ages = agesOf(input);
  const matching = matchingOf(input, { standing, credits, refunds, paidAs, ages });
  const openingLines = credits.lines.length;
  const accrual = new Accrual({ plan, network, sales, standing, credits, refunds, upline, matching });
  const chronology = happenings(input, accrual, [
    ...(input.earned?.streams(credits, matching) ?? []),
    ...takesBack(input.takenBack, credits, matching),
  ]);
  return {
    plan,
    network,
    sales,
    upline,
    matching,
    ages,
    paidAs,
    credits,
    accrual,
    chronology,
    openingLines,
    treesHold,
  };
}

function uplineOf({ levels, ranks }: Plan, network: Network, paidAs: Int8Array): Upline | undefined {
  const names = ranks ? ranks.paid_as_by.map(({ name }) => name) : [];
  return levels && new Upline(network, levels, names, paidAs);
}

function agesOf({ plan: { binary }, network: { placement }, opening }: ReplayInput): Ages | undefined {
  if (binary?.expire_after === undefined) return undefined;
  const ages = new Ages(binary.expire_after, placement.inner);
  for (const [member, kept] of opening?.ages ?? []) {
    const at = int(placement.position, member);
    if (at < placement.inner) ages.open(at, kept);
  }
  return ages;
}

interface MatchingParts {
  standing: Standing;
  credits: Credits;
  refunds: Refunds;
  paidAs: Int8Array;
  ages: Ages | undefined;
}

function matchingOf(input: ReplayInput, { standing, credits, refunds, paidAs, ages }: MatchingParts) {
  const { plan, network, opening, record } = input;
  if (!plan.binary) return undefined;
  const pay = new PairPay(plan.binary, credits, standing, refunds.any ? historyOf(input, credits) : undefined);
  const capOf = capByRank(plan, paidAs);
  const matching = new Matching({ rules: plan.binary, network, standing, credits, pay, capOf, ages, record });
  if (opening?.legs) matching.open(opening.legs, dayAt(input.from ?? 0, plan.time_zone).number);
  return matching;
}

/** Earlier pairs stand as lines before the first one that this computation makes. */
function historyOf({ network, opening }: ReplayInput, credits: Credits): PairHistory {
  const history = new PairHistory(credits.lines, network.ids.length);
  for (const line of opening?.pairs ?? []) {
    const place = credits.lines.add(line);
    if (line.kind === 'pair') history.push(line.beneficiary, place, line.quantity);
  }
  return history;
}

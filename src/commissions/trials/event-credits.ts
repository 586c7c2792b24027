import { byte, real } from '../engine/columns.js';
import { Earned } from '../engine/earned.js';
import type { Lines } from '../engine/lines.js';
import type { Replay, ReplayInput } from '../engine/replay.js';
import type { Plan } from '../../programs/plan-document.js';
import { EarnedRows } from '../runs/earned-rows.js';
import type { Loss } from '../runs/earned-rows.js';
import type { Segment } from '../runs/segments.js';
import type { TrialLosses } from './load-losses.js';
import type { MonthFacts } from './load-trial.js';

/** What events of some days pay. */
interface Computed extends Pick<Segment, 'from' | 'closed'> {
  events: Replay;
  month: MonthFacts;
  losses: TrialLosses;
}

/** A plan's events alone, before anything is taken off them. */
export const eventsOf = ({ binary: _pairs, ...plan }: Plan): Plan => ({ ...plan, withholding: [] });

/** What events paid under a plan, for its pairs to be limited by, as runs find it accrued. */
export class EventCredits implements NonNullable<ReplayInput['earned']> {
  /** The latest days, and of earlier ones only what loses something later: all of them would be millions of lines. */
  private days: Earned[] = [];

  /** Refunds of later months may take of it too. */
  add({ events: { lines }, month, losses, from, closed }: Computed): void {
    const [kept, lost] = [new EarnedRows(), new EarnedRows()];
    for (let place = 0; place < lines.length; place++) {
      const member = lines.beneficiary(place);
      if (byte(closed, member) === 1) continue;
      const at = happenedAt(lines, place, month);
      const gone = lossesOf(lines, place, { month, losses, at });
      const rows = gone.length > 0 ? lost : kept;
      const row = rows.add({ id: place, at, member, amount: lines.amount(place) });
      for (const loss of gone) rows.lose(row, loss);
    }
    this.days = [...this.days.filter(({ lastLoss }) => lastLoss >= from), earnedOf(kept), earnedOf(lost)];
  }

  streams: Earned['streams'] = (credits, matching) => this.days.flatMap((earned) => earned.streams(credits, matching));
}

function earnedOf(rows: EarnedRows): Earned {
  const { lines, losses } = rows.cut();
  return new Earned(lines, losses);
}

function happenedAt(lines: Lines, place: number, { sales, network }: MonthFacts): number {
  const source = lines.source(place);
  if (lines.sourceType(place) === 'sale') return real(sales.at, source);
  const joined = real(network.joinedAt, source);
  return lines.kind(place) === 'referral' ? Math.max(joined, real(network.activatedAt, source)) : joined;
}

/** Refunds of its sale; of a bonus for a member the first time that he is no longer activated. */
function lossesOf(
  lines: Lines,
  place: number,
  { month, losses, at }: { month: MonthFacts; losses: TrialLosses; at: number },
): readonly Loss[] {
  const source = lines.source(place);
  if (lines.sourceType(place) === 'sale') return losses.ofSale.get(real(month.sales.ids, source)) ?? [];
  if (lines.kind(place) !== 'referral') return [];
  const first = losses.ofMember.get(source)?.find((loss) => loss.at >= at);
  return first ? [first] : [];
}

import { byte, real } from '../engine/columns.js';
import { Earned } from '../engine/earned.js';
import type { Line } from '../engine/lines.js';
import type { Replay, ReplayInput } from '../engine/replay.js';
import type { Plan } from '../../programs/plan-document.js';
import type { Segment } from '../runs/segments.js';
import type { Loss, TrialLosses } from './load-losses.js';
import type { MonthFacts } from './load-trial.js';

/** What events of some days pay. */
interface Computed extends Pick<Segment, 'closed'> {
  events: Replay;
  month: MonthFacts;
  losses: TrialLosses;
}

/** A plan's events alone, before anything is taken off them. */
export const eventsOf = ({ binary: _pairs, ...plan }: Plan): Plan => ({ ...plan, withholding: [] });

/** A plan's pairs alone. */
export const pairsOf = ({ seller: _seller, levels: _levels, referral: _referral, ...plan }: Plan): Plan => plan;

/** What events paid under a plan, for its pairs to be limited by, as runs find it accrued. */
export class EventCredits implements NonNullable<ReplayInput['earned']> {
  private readonly days: Earned[] = [];

  /** Refunds of later months may take of it too. */
  add(computed: Computed): void {
    this.days.push(earnedOf(computed));
  }

  streams: Earned['streams'] = (credits, matching) => this.days.flatMap((earned) => earned.streams(credits, matching));
}

interface Dated {
  line: Line;
  at: number;
  losses: readonly Loss[];
}

function earnedOf({ events: { lines }, month, losses, closed }: Computed): Earned {
  const rows = Array.from({ length: lines.length }, (_, place) => dated(lines.at(place), month, losses)).filter(
    ({ line }) => byte(closed, line.beneficiary) === 0,
  );
  const lost = rows.flatMap((row, place) => row.losses.map((loss) => ({ ...loss, place })));
  return new Earned(
    {
      ids: Float64Array.from(rows, (_, place) => place),
      at: Float64Array.from(rows, ({ at }) => at),
      members: Int32Array.from(rows, ({ line }) => line.beneficiary),
      amounts: BigInt64Array.from(rows, ({ line }) => line.amount),
    },
    {
      at: Float64Array.from(lost, ({ at }) => at),
      lines: Int32Array.from(lost, ({ place }) => place),
      before: BigInt64Array.from(lost, ({ before }) => before),
      after: BigInt64Array.from(lost, ({ after }) => after),
      wholes: BigInt64Array.from(lost, ({ whole }) => whole),
    },
  );
}

function dated(line: Line, { sales, network }: MonthFacts, losses: TrialLosses): Dated {
  const { source } = line;
  if (line.sourceType === 'sale')
    return { line, at: real(sales.at, source), losses: losses.ofSale.get(real(sales.ids, source)) ?? [] };
  const joined = real(network.joinedAt, source);
  if (line.kind !== 'referral') return { line, at: joined, losses: [] };
  const at = Math.max(joined, real(network.activatedAt, source));
  const first = losses.ofMember.get(source)?.find((loss) => loss.at >= at);
  return { line, at, losses: first ? [first] : [] };
}

import type { Client } from 'pg';
import type { Transaction } from 'sequelize';
import { arbitrate } from './arbitrate.js';
import type { JudgedLine } from './arbitrate.js';
import { compareEvents, dropped, missing } from './compare-events.js';
import type { Comparison, Doubts } from './compare-events.js';
import type { EventLines } from './compute-events.js';
import type { Facts } from './facts.js';
import type { RunScope } from './run-scope.js';

/** More events than this are not looked at one by one: what was computed by the day stands. */
const most_judged = 1000;

/** Computed event lines, each with how it stands to what was accrued. */
export interface SettledEvents extends EventLines {
  states: Uint8Array;
  /** The accrued line, where it is not simply equal. */
  commissions: ReadonlyMap<number, number>;
  /** In place of the dropped ones. */
  judged: readonly JudgedLine[];
  /** Versions of the plan, besides the run's own, that its lines were computed by. */
  otherPlans: ReadonlySet<number>;
}

interface Settling {
  facts: Facts;
  scope: RunScope;
  events: EventLines;
}

/** Compares computed events with accrued ones, and looks closer where they differ. */
export async function settleEvents(client: Client, settling: Settling, tx: Transaction): Promise<SettledEvents> {
  const { events, scope } = settling;
  if (scope.eventsFrom === null) return { ...events, ...nothingAccrued };
  const { states, commissions, doubts, plans } = await compareEvents(client, settling);
  const settled = { ...events, states, commissions, otherPlans: plans };
  doubtMissing(settling, { states, doubts });
  if (doubts.sales.size + doubts.members.size > most_judged) return { ...settled, judged: [] };
  dropDoubtful(settling, states, doubts);
  const judged = await arbitrate(doubts, scope, tx);
  for (const { planId } of judged) if (planId !== null && planId !== scope.plan.id) plans.add(planId);
  return { ...settled, judged };
}

const nothingAccrued = { states: new Uint8Array(0), commissions: new Map(), judged: [], otherPlans: new Set<number>() };

/** A line that is missing may have lapsed at its moment; events without any line at all may be many. */
function doubtMissing(
  { facts, events: { lines } }: Settling,
  { states, doubts }: Pick<Comparison, 'states' | 'doubts'>,
): void {
  for (let place = 0; place < lines.length; place++) {
    if (states[place] !== missing) continue;
    doubt(doubts, { facts, lines }, place);
    if (doubts.sales.size + doubts.members.size > most_judged) return;
  }
}

interface Placed {
  facts: Facts;
  lines: EventLines['lines'];
}

function doubt(doubts: Doubts, { facts, lines }: Placed, place: number): void {
  const id = sourceId({ facts, lines }, place);
  (lines.sourceType(place) === 'sale' ? doubts.sales : doubts.members).add(id);
}

const sourceId = ({ facts, lines }: Placed, place: number): number =>
  (lines.sourceType(place) === 'sale' ? facts.sales.ids : facts.network.ids)[lines.source(place)] ?? 0;

function dropDoubtful({ facts, events: { lines } }: Settling, states: Uint8Array, doubts: Doubts): void {
  if (doubts.sales.size + doubts.members.size === 0) return;
  for (let place = 0; place < lines.length; place++) {
    const isSale = lines.sourceType(place) === 'sale';
    if ((isSale ? doubts.sales : doubts.members).has(sourceId({ facts, lines }, place))) states[place] = dropped;
  }
}

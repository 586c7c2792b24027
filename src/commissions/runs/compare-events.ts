import type { Client } from 'pg';
import { indexIds } from '../engine/id-index.js';
import { lineKinds } from '../engine/lines.js';
import type { LineKind } from '../engine/lines.js';
import { orderBy } from '../engine/order.js';
import type { EventLines } from './compute-events.js';
import { copyOut } from './copy/copy-out.js';
import type { Fields } from './copy/fields.js';
import { none } from './copy/fields.js';
import type { Facts } from './facts.js';
import { accruedSql } from './load/sources.js';
import type { RunScope } from './run-scope.js';

/** How a computed event line stands to what was accrued at its event. */
export const [missing, accrued, differs, dropped] = [0, 1, 2, 3];

/** Events by id, as far as a look at each is needed. */
export interface Doubts {
  sales: Set<number>;
  members: Set<number>;
}

export interface Comparison {
  /** By line. */
  states: Uint8Array;
  /** The accrued line, where it is not simply equal. */
  commissions: Map<number, number>;
  /** Sources of accrued lines that the computation does not have, or has otherwise. */
  doubts: Doubts;
  /** Other versions of the plan that accrued lines were computed by. */
  plans: Set<number>;
}

/** Sets every accrued event line against the computed one of the same source, kind and level. */
export async function compareEvents(
  client: Client,
  { facts, scope, events }: { facts: Facts; scope: RunScope; events: EventLines },
): Promise<Comparison> {
  const comparison: Comparison = {
    states: events.dropped.map((isDropped) => (isDropped ? dropped : missing)),
    commissions: new Map(),
    doubts: { sales: new Set(facts.lateSales), members: new Set() },
    plans: new Set(),
  };
  let finder: LineFinder | undefined;
  await copyOut(client, accruedSql(scope), (fields) => {
    finder ??= new LineFinder(facts, events);
    compareOne(read(fields), { finder, scope, events, facts, comparison });
  });
  return comparison;
}

interface Accrued {
  id: number;
  saleId: number;
  sourceMemberId: number;
  kind: LineKind;
  level: number;
  beneficiaryId: number;
  amount: bigint;
  planId: number;
}

const read = (fields: Fields): Accrued => ({
  id: fields.id(),
  saleId: fields.id(),
  sourceMemberId: fields.id(),
  kind: fields.text() as LineKind,
  level: fields.integer(),
  beneficiaryId: fields.id(),
  amount: fields.minor(),
  planId: fields.id(),
});

interface Comparing {
  finder: LineFinder;
  scope: RunScope;
  events: EventLines;
  facts: Facts;
  comparison: Comparison;
}

/** What was accrued under another version of the plan was right when it was, and stands. */
function compareOne(line: Accrued, { finder, scope, events: { lines }, facts, comparison }: Comparing): void {
  const place = finder.find(line);
  const isOurs = isComputedBy(scope.plan.id, line, comparison);
  const isEqual = place !== none && isSame(line, lines, place, facts);
  if (place !== none) comparison.states[place] = isEqual || !isOurs ? accrued : differs;
  if (isEqual) return;
  if (place !== none) comparison.commissions.set(place, line.id);
  if (isOurs) doubt(line, comparison);
}

/** Whether this very version computed the line; any other is noted. */
function isComputedBy(ownPlanId: number, { planId }: Accrued, { plans }: Comparison): boolean {
  if (planId !== ownPlanId && planId !== none) plans.add(planId);
  return planId === ownPlanId;
}

const isSame = (line: Accrued, lines: EventLines['lines'], place: number, { network }: Facts): boolean =>
  lines.amount(place) === line.amount && network.ids[lines.beneficiary(place)] === line.beneficiaryId;

function doubt({ saleId, sourceMemberId }: Accrued, { doubts }: Comparison): void {
  if (saleId === none) doubts.members.add(sourceMemberId);
  else doubts.sales.add(saleId);
}

/** Finds a computed line; those of one event stand together. */
class LineFinder {
  private readonly firstOfSale: Int32Array;
  private readonly firstOfMember: Int32Array;
  private readonly firstReferral: Int32Array;
  private readonly saleRows: Uint32Array;
  private readonly saleIndex: (id: number) => number;

  constructor(
    private readonly facts: Facts,
    private readonly events: EventLines,
  ) {
    const { ids } = facts.sales;
    this.saleRows = orderBy(ids);
    this.saleIndex = indexIds(Float64Array.from(this.saleRows, (row) => ids[row] ?? 0));
    this.firstOfSale = new Int32Array(ids.length).fill(none);
    this.firstOfMember = new Int32Array(facts.network.ids.length).fill(none);
    this.firstReferral = new Int32Array(facts.network.ids.length).fill(none);
    this.note();
  }

  find({ saleId, sourceMemberId, kind, level }: Accrued): number {
    const { lines } = this.events;
    const first = this.first(saleId, sourceMemberId, kind);
    if (first === none) return none;
    const [type, source] = [lines.sourceType(first), lines.source(first)];
    for (let place = first; place < lines.length; place++) {
      if (lines.source(place) !== source || lines.sourceType(place) !== type) return none;
      if (lines.kind(place) === kind && lines.level(place) === level) return place;
    }
    return none;
  }

  private first(saleId: number, sourceMemberId: number, kind: LineKind): number {
    if (saleId !== none) {
      const place = this.saleIndex(saleId);
      return place === none ? none : (this.firstOfSale[this.saleRows[place] ?? 0] ?? none);
    }
    const member = this.facts.network.indexOf(sourceMemberId);
    return (kind === 'referral' ? this.firstReferral : this.firstOfMember)[member] ?? none;
  }

  private note(): void {
    const { lines } = this.events;
    const referral = lineKinds.indexOf('referral');
    for (let place = lines.length - 1; place >= 0; place--) {
      const source = lines.source(place);
      if (lines.sourceType(place) === 'sale') this.firstOfSale[source] = place;
      else if (lines.kindCode(place) === referral) this.firstReferral[source] = place;
      else this.firstOfMember[source] = place;
    }
  }
}

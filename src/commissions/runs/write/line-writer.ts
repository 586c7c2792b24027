import { lineKinds } from '../../engine/lines.js';
import type { Lines, SourceType } from '../../engine/lines.js';
import type { JudgedLine } from '../arbitrate.js';
import { none } from '../copy/fields.js';
import type { Ids, RowWriter } from '../copy/row-writer.js';
import type { RunPlace } from '../load/sources.js';
import { TopLines } from '../top-lines.js';
import { lineStates, Tally } from '../totals.js';

/** The columns of a run's lines, in the order of `LineWriter`; from `member_id` on they are what is certified. */
export const lineColumns = [
  'part',
  'run_id',
  'fence',
  'line',
  'state',
  'commission_id',
  'plan_id',
  'member_id',
  'kind',
  'level',
  'sale_id',
  'source_member_id',
  'day',
  'base',
  'quantity',
  'amount',
  'tax',
  'instalment',
  'reasons',
  'via',
] as const;

/** The bit beside the engine's reasons that says: the member is suspended, so the line is held. */
export const heldBit = 1 << 14;

/** At most so many lines are posted at once, but never a part of a member's. */
const batch_lines = 20_000;

const kindBytes = lineKinds.map((kind) => Buffer.from(kind));
const stateBytes = lineStates.map((state) => Buffer.from(state));
const isPosted = lineStates.map((state) => state === 'new' || state === 'missing');

/** How a line stands, and what its columns have besides. */
export interface LineExtras {
  state: number;
  commissionId: number | null;
  /** The version it was computed by, where that is not the run's own. */
  planId: number | null;
  held: boolean;
  tax: bigint;
  instalment: bigint;
  /** Id of the sale or member that it comes from, or the number of the day. */
  sourceId: number;
  via: Ids;
}

/** Writes the lines of a run, numbered from 1, and cuts them into batches for posting. */
export class LineWriter {
  readonly tally = new Tally();
  readonly top = new TopLines();
  /** First and last line of every batch that has something to post. */
  readonly batches: number[] = [];
  line = 0;
  private batchStart = 1;
  private hasPosted = false;
  private member = -1;

  private target: RowWriter | undefined;
  constructor(
    private readonly place: RunPlace,
    private readonly memberIds: Float64Array,
    private readonly ownPlanId: number,
  ) {}

  /** Goes on in another COPY. */
  into(writer: RowWriter): this {
    this.target = writer;
    return this;
  }

  computed(lines: Lines, at: number, extras: LineExtras): void {
    const member = lines.beneficiary(at);
    const [kind, amount] = [lines.kindCode(at), lines.amount(at)];
    this.begin(this.memberIds[member] ?? 0, kind, extras);
    this.level(lines.level(at));
    this.source(lines.sourceType(at), extras.sourceId);
    this.money(lines.base(at), lines.quantity(at), amount);
    this.end(lines.reasons(at), extras);
    this.tally.add(kind, extras.state, amount);
    if (lines.level(at) > 0 && lines.sourceType(at) === 'member') this.tally.joins += amount;
    this.top.add(amount, this.line, this.member, lines.kind(at));
  }

  judged(line: JudgedLine): void {
    const kind = lineKinds.indexOf(line.kind as (typeof lineKinds)[number]);
    const { state, commissionId, held, via } = line;
    const planId = line.planId === this.ownPlanId ? null : line.planId;
    const extras = { state, commissionId, planId, held, via, tax: 0n, instalment: 0n, sourceId: none };
    this.begin(line.beneficiaryId, kind, extras);
    this.level(line.level);
    this.idOrNothing(line.saleId);
    this.idOrNothing(line.memberId);
    this.writer.nothing();
    this.money(line.base, 1, line.amount);
    this.end(0, extras);
    this.tally.add(kind, state, line.amount);
    if (line.level > 0 && line.saleId === null) this.tally.joins += line.amount;
    this.top.add(line.amount, this.line, line.beneficiaryId, line.kind);
  }

  /** Ends the last batch. */
  finish(): void {
    this.endBatch();
  }

  private get writer(): RowWriter {
    if (!this.target) throw new Error('Lines need a writer.');
    return this.target;
  }

  private begin(memberId: number, kind: number, { state, commissionId, planId }: LineExtras): void {
    const { writer } = this;
    if (memberId !== this.member && this.line - this.batchStart + 1 >= batch_lines) this.endBatch();
    this.member = memberId;
    this.hasPosted ||= isPosted[state] ?? false;
    writer.row(lineColumns.length);
    writer.int4(this.place.part);
    writer.int8(this.place.runId);
    writer.int4(this.place.fence);
    writer.int4(++this.line);
    writer.text(stateBytes[state] ?? new Uint8Array(0));
    this.idOrNothing(commissionId);
    this.idOrNothing(planId);
    writer.content();
    writer.int8(memberId);
    writer.text(kindBytes[kind] ?? new Uint8Array(0));
  }

  private level(level: number): void {
    if (level === 0) this.writer.nothing();
    else this.writer.int2(level);
  }

  private source(type: SourceType, id: number): void {
    const { writer } = this;
    if (type === 'sale') writer.int8(id);
    else writer.nothing();
    if (type === 'member') writer.int8(id);
    else writer.nothing();
    if (type === 'day') writer.day(id);
    else writer.nothing();
  }

  private money(base: bigint, quantity: number, amount: bigint): void {
    this.writer.minor(base);
    this.writer.int4(quantity);
    this.writer.minor(amount);
  }

  private end(reasons: number, { held, tax, instalment, via }: LineExtras): void {
    const { writer } = this;
    const bits = held ? reasons | heldBit : reasons;
    writer.minorOrNothing(tax);
    writer.minorOrNothing(instalment);
    writer.bitsOrNothing(bits);
    writer.idsOrNothing(via);
    writer.endRow();
  }

  private idOrNothing(id: number | null): void {
    if (id === null) this.writer.nothing();
    else this.writer.int8(id);
  }

  private endBatch(): void {
    if (this.hasPosted) this.batches.push(this.batchStart, this.line);
    this.batchStart = this.line + 1;
    this.hasPosted = false;
  }
}

import { createHash } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import type { Client } from 'pg';
import type { Transaction } from 'sequelize';
import { formatAmount } from '../../core/money.js';
import { certifyInputs } from './certificate.js';
import type { Certificate, InputHashes } from './certificate.js';
import { computeEvents } from './compute-events.js';
import { computePairs } from './compute-pairs.js';
import { computeRanks } from './compute-ranks.js';
import { none } from './copy/fields.js';
import { RowWriter } from './copy/row-writer.js';
import { loadFacts } from './facts.js';
import type { Facts, Loading } from './facts.js';
import { putInTime } from './load/sales-in-time.js';
import type { Outlet, RunTable } from './outlet.js';
import type { Progress } from './progress.js';
import { refuseTooLarge } from './refuse-too-large.js';
import type { RunScope } from './run-scope.js';
import { segmentsOf } from './segments.js';
import type { Segment } from './segments.js';
import { settleEvents } from './settle-events.js';
import { Stopwatch } from './stopwatch.js';
import { sumPairs } from './sum-pairs.js';
import { countReasons } from './totals.js';
import type { RunTotals } from './totals.js';
import { LineWriter, lineColumns } from './write/line-writer.js';
import { MemberWriter, memberColumns } from './write/write-members.js';
import { dayColumns, writeDays } from './write/write-days.js';
import { LineBlock } from './write/line-block.js';
import { writeEvents, writePairs } from './write/write-lines.js';

export interface Computed {
  certificate: Certificate;
  totals: RunTotals;
  batches: number[];
  memberBatches: number[];
  /** Versions of the plan, besides the run's own, that its lines were computed by. */
  otherPlans: number[];
  /** What reading, hashing, computing and writing took. */
  seconds: Record<string, number>;
}

/** What a computation works with; `client` holds the snapshot that it reads. */
export interface Computing {
  scope: RunScope;
  client: Client;
  tx: Transaction;
  /** Where to write, once it is known how much there is. */
  outlet: (facts: Facts) => Promise<Outlet>;
  progress?: Progress;
  since?: Loading['since'];
}

/** Computes a run: pairs, ranks and event lines, each written as soon as it is known, so that little is held. */
export async function compute(computing: Computing): Promise<Computed> {
  const { scope, client, progress, since = [] } = computing;
  const watch = new Stopwatch();
  const heard = (done: number, total: number) => progress?.at(done, total * 2) ?? Promise.resolve();
  const facts = await loadFacts(client, scope, { since, heard, watch });
  refuseTooLarge(facts);
  const segments = segmentsOf(facts, scope);
  watch.lap('read');
  const inputs = certifyInputs(facts, scope, segments);
  watch.lap('certify');
  putInTime(facts.sales);
  watch.lap('engine');
  await turn();
  const given = { ...computing, facts, segments, watch, outlet: await computing.outlet(facts) };
  const matched = await writeMatching(given);
  await turn();
  const paid = await writeEventLines(given, matched.out);
  await given.outlet.close();
  watch.lap('index');
  await progress?.finish();
  return {
    certificate: certificateOf(inputs, matched.hashes, paid.hash),
    totals: totalsOf(facts, { ...matched, ...paid }),
    batches: paid.out.batches,
    memberBatches: matched.memberBatches,
    otherPlans: paid.otherPlans,
    seconds: watch.seconds,
  };
}

interface Given extends Omit<Computing, 'outlet'> {
  facts: Facts;
  segments: readonly Segment[];
  watch: Stopwatch;
  outlet: Outlet;
}

async function writeMatching(given: Given) {
  const { facts, scope, segments, outlet } = given;
  const { place } = outlet;
  const only = scope.memberId === null ? none : facts.network.indexOf(scope.memberId);
  const pairs = computePairs(facts, scope, segments);
  const { ranks } = scope.plan.document;
  const members = new MemberWriter(facts, pairs, computeRanks(facts, scope), ranks);
  given.watch.lap('engine');
  await turn();
  const hashes = {
    days: await writeTable(given, 'run_days', dayColumns, (writer) =>
      writeDays(pairs.days, { writer, place, memberIds: facts.network.ids, only }),
    ),
    members: await writeTable(given, 'run_members', memberColumns, (writer) => members.write({ writer, place, only })),
    pairs: '',
  };
  await outlet.remember?.({ facts, pairs });
  const out = new LineWriter(place, facts.network.ids, scope.plan.id);
  hashes.pairs = await writeTable(given, 'run_lines', lineColumns, (writer) =>
    writePairs(pairs, { out: out.into(writer), writer, only, members: facts.network.ids.length }),
  );
  const { reasons, ranks: byRank, batches: memberBatches } = members;
  return { out, hashes, reasons, byRank, memberBatches, pairs: sumPairs(pairs, facts, scope) };
}

async function writeEventLines(given: Given, out: LineWriter) {
  const { facts, scope, segments, client, tx } = given;
  const computed = computeEvents(facts, scope, segments);
  given.watch.lap('engine');
  await turn();
  const events = await settleEvents(client, { facts, scope, events: computed }, tx);
  given.watch.lap('compare');
  const hash = await writeTable(given, 'run_lines', lineColumns, (writer) =>
    writeEvents(events, { out: out.into(writer), writer, block: new LineBlock(facts, scope) }),
  );
  return { hash, out, breakage: events.breakage, otherPlans: [...events.otherPlans] };
}

type Write = (writer: RowWriter) => Promise<void>;

async function writeTable(
  { outlet, progress, watch }: Given,
  table: RunTable,
  columns: readonly string[],
  write: Write,
) {
  const copy = outlet.open(table, columns);
  const writer = new RowWriter(copy);
  await write(writer).catch(async (fault: unknown) => {
    await copy.giveUp();
    throw fault;
  });
  const hash = await writer.end();
  await copy.end();
  await progress?.more(writer.rows);
  watch.lap(`write ${table}`);
  return hash;
}

const certificateOf = (
  inputs: InputHashes,
  { days, members, pairs }: { days: string; members: string; pairs: string },
  events: string,
): Certificate => ({ ...inputs, lines: createHash('sha256').update(`${pairs}${events}`).digest('hex'), days, members });

interface Written {
  out: LineWriter;
  reasons: ReadonlyMap<number, number>;
  byRank: Record<string, number>;
  pairs: RunTotals['pairs'];
  breakage: bigint;
}

function totalsOf({ sales }: Facts, { out, reasons, byRank, pairs, breakage }: Written): RunTotals {
  const { tally } = out;
  return {
    lines: tally.lines,
    joins: formatAmount(tally.joins),
    toPost: tally.sum('new', 'missing'),
    differing: tally.sum('differs').lines,
    sold: formatAmount(sales.amounts.reduce((sum, amount) => sum + amount, 0n)),
    breakage: formatAmount(breakage),
    pairs,
    membersByReason: countReasons(reasons),
    ranks: byRank,
    top: out.top.lines,
  };
}

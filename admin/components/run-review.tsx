import { Chart } from './chart.js';
import { count, figure, rate } from './lib/format.js';
import { linesOf } from './lib/run-info.js';
import type { RunInfo } from './lib/run-info.js';
import type { Report, Totals } from './lib/run-report.js';
import { session } from './lib/session.js';
import { label, t } from './lib/text.js';
import { Differing } from './run-differing.js';
import { KindTable, sumOf } from './run-kinds.js';
import { Tally } from './run-tally.js';
import { Tile } from './tile.js';

/** What a run computed, as somebody who is to post it wants to see it. */
export const RunReview = ({ run, report }: { run: RunInfo; report: Report }) => {
  const { totals, differing } = report;
  return (
    <>
      <Differing lines={differing} count={totals.differing} />
      <ForPeople {...report} />
      <Figures run={run} report={report} />
      <div className="boards">
        <KindTable lines={totals.lines} />
        {Object.keys(totals.lines).length > 1 ? <KindChart lines={totals.lines} /> : null}
        {totals.pairs.possible > 0 || hasAny(totals.membersByReason) ? (
          <Tally
            title={t('runs.reasons.title')}
            hint={t('runs.reasons.hint')}
            head={t('runs.column.reason')}
            rows={Object.entries(totals.membersByReason).map(([reason, members]) => [
              t(`runs.reason.${reason}`),
              members,
            ])}
            empty={t('runs.reasons.empty')}
          />
        ) : null}
        {hasAny(totals.ranks) ? (
          <Tally
            title={t('runs.ranks.title')}
            head={t('runs.column.rank')}
            rows={Object.entries(totals.ranks).map(([rank, members]) => [rank || t('runs.ranks.none'), members])}
            empty=""
          />
        ) : null}
      </div>
    </>
  );
};

const hasAny = (counts: Record<string, number>): boolean => Object.values(counts).some((members) => members > 0);

/** Whoever posts should know that what he posts is pay for people. */
const ForPeople = ({ plans, recruited }: Report) => {
  const names = plans
    .filter(({ paysForPeople }) => paysForPeople)
    .map(({ name, version }) => t('runs.proof.plan', { name, version }));
  return names.length === 0 ? null : (
    <p className="alert" role="note">
      {t('runs.people.warning', { plans: names.join(', ') })} {recruitment(recruited)}
    </p>
  );
};

function recruitment(recruited: Report['recruited']): string {
  if (!recruited || Number(recruited.amount) === 0) return t('runs.people.none');
  const amount = figure(`${recruited.amount} ${session.program?.currency ?? ''}`);
  return t('runs.people.amount', { amount, share: rate(recruited.ofPayBp ?? 0) });
}

/** What is to be posted, was, or never will be. */
const amounts: Readonly<Record<string, string>> = { posted: 'postedAmount', cancelled: 'cancelledAmount' };

function Figures({ run, report: { totals, pay } }: { run: RunInfo; report: Report }) {
  const { pairs } = totals;
  return (
    <div className="tiles flush">
      <Tile
        label={t(`runs.figure.${amounts[run.status] ?? 'amount'}`)}
        value={totals.toPost.amount}
        kind="money"
        note={linesOf(totals.toPost.lines)}
      />
      <Tile label={t('runs.figure.computed')} value={pay.paid} kind="money" note={t('runs.figure.gross')} />
      <Tile label={t('runs.figure.sold')} value={pay.sold} kind="money" note={t('runs.figure.inTime')} />
      {pay.ratio === null ? null : (
        <Tile label={t('runs.figure.ratio')} value={pay.ratio} kind="percent" note={t('runs.figure.ofSold')} />
      )}
      {pairs.possible > 0 ? (
        <Tile
          label={t('runs.figure.pairs')}
          value={pairs.paid}
          kind="count"
          note={t('runs.figure.ofPairs', { possible: count(pairs.possible), formed: count(pairs.formed) })}
        />
      ) : null}
      <Tile label={t('runs.figure.breakage')} value={totals.breakage} kind="money" note={t('runs.figure.toNobody')} />
    </div>
  );
}

/** What each kind of commission comes to. */
const KindChart = ({ lines }: Pick<Totals, 'lines'>) => (
  <Chart
    title={t('runs.chart.kinds')}
    kind="bar"
    unit={session.program?.currency ?? ''}
    labels={Object.keys(lines).map((kind) => label('commissions', 'value', kind))}
    series={[{ name: t('runs.chart.kinds'), values: Object.values(lines).map((states) => sumOf(states)) }]}
  />
);

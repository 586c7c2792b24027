import { Chart } from './chart.js';
import { Icon } from './icon.js';
import { day, month } from './lib/format.js';
import { useLoaded } from './lib/load.js';
import type { RunInfo } from './lib/run-info.js';
import { t } from './lib/text.js';
import { RunButton } from './run-buttons.js';
import { Months } from './run-months.js';
import type { MonthInfo } from './run-months.js';
import { RunTable } from './run-table.js';
import { UnderWay } from './run-under-way.js';
import { Screen } from './screen.js';

interface Runs {
  months: MonthInfo[];
  current: RunInfo | null;
  runs: RunInfo[];
  paysPairs: boolean;
  until: string | null;
}

/** The months of the program and its runs: what is due, what is under way, what came before. */
export const RunsPage = () => {
  const loaded = useLoaded<Runs>('/pages/commission-runs');
  return (
    <Screen
      title={t('panel.page.commission-runs')}
      loaded={loaded}
      head={loaded.data ? <Begin {...loaded.data} done={loaded.reload} /> : null}
    >
      {({ months, current, runs, paysPairs, until }) => (
        <div className="record">
          {current ? (
            <UnderWay run={current} reload={loaded.reload} />
          ) : (
            <Standing due={firstDue(months)} paysPairs={paysPairs} until={until} />
          )}
          <Months months={months} />
          <Ratio months={months} />
          <RunTable runs={runs} />
        </div>
      )}
    </Screen>
  );
};

const firstDue = (months: readonly MonthInfo[]): string | undefined =>
  months.find(({ state }) => state === 'due')?.month;

/** What can be computed now; while a run is under way, nothing. */
function Begin({ months, current, paysPairs, until, done }: Runs & { done(): void }) {
  const due = firstDue(months);
  if (current) return null;
  return (
    <>
      {paysPairs && due === undefined ? <RunButton name="requestMember" done={done} /> : null}
      {until !== null && due === undefined ? (
        <RunButton
          name="requestMatching"
          text={t('runs.begin.matching', { day: day(until) })}
          known={{ until }}
          done={done}
        />
      ) : null}
      {due ? (
        <RunButton
          name="requestPeriod"
          text={t('runs.begin.period', { month: month(due) })}
          known={{ month: due }}
          done={done}
        />
      ) : null}
    </>
  );
}

/** Whether anything waits for somebody. */
function Standing({ due, paysPairs, until }: { due: string | undefined; paysPairs: boolean; until: string | null }) {
  const text = due
    ? t('runs.standing.due', { month: month(due) })
    : until !== null
      ? t('runs.standing.match', { day: day(until) })
      : t(paysPairs ? 'runs.standing.matched' : 'runs.standing.none');
  return (
    <p className={`verdict ${due ? 'waits' : 'good'}`} role="status">
      <Icon name={due ? 'Clock' : 'CheckCircle'} size={20} />
      {text}
    </p>
  );
}

/** What the closed months paid of what they sold. */
function Ratio({ months }: { months: readonly MonthInfo[] }) {
  const closed = months.filter(({ pay }) => pay !== null && pay.ratio !== null);
  if (closed.length < 2) return null;
  return (
    <Chart
      title={t('runs.chart.ratio')}
      kind="bar"
      unit="%"
      labels={closed.map((one) => month(one.month, 'short'))}
      series={[{ name: t('runs.figure.ratio'), values: closed.map(({ pay }) => (pay?.ratio ?? 0) / 100) }]}
    />
  );
}

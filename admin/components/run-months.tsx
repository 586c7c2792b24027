import { Link } from 'react-router-dom';
import { Empty } from './empty.js';
import { month as monthName, rate } from './lib/format.js';
import { runHref } from './lib/run-info.js';
import { session } from './lib/session.js';
import { t } from './lib/text.js';
import { Status } from './status.js';
import { Money } from './value.js';

export interface Pay {
  paid: string;
  sold: string;
  ratio: number | null;
}

export interface MonthInfo {
  month: string;
  state: 'closed' | 'closing' | 'due' | 'open';
  runId: number | null;
  closedAt: string | null;
  pay: Pay | null;
}

/** The program's months side by side, the latest last; each leads to the run that closed it. */
export const Months = ({ months }: { months: readonly MonthInfo[] }) => (
  <section className="card">
    <header>
      <h2>{t('runs.months.title')}</h2>
    </header>
    {months.length === 0 ? (
      <Empty title={t('runs.months.empty')} hint={t('runs.months.emptyHint')} />
    ) : (
      <div className="months" tabIndex={0} role="region" aria-label={t('runs.months.title')}>
        <ol>
          {months.map((one) => (
            <Month key={one.month} {...one} />
          ))}
        </ol>
      </div>
    )}
  </section>
);

const Month = ({ month, state, runId, pay }: MonthInfo) => (
  <li className={`month ${state}`}>
    <div className="line">
      <strong>
        {runId === null ? monthName(month, 'short') : <Link to={runHref(runId)}>{monthName(month, 'short')}</Link>}
      </strong>
      <Status value={state} feature="runs" />
    </div>
    {pay ? (
      <dl>
        <dt>{t('runs.figure.paid')}</dt>
        <dd>
          <Money text={pay.paid} currency={session.program?.currency} />
        </dd>
        <dt>{t('runs.figure.ratio')}</dt>
        <dd>{pay.ratio === null ? '–' : rate(pay.ratio)}</dd>
      </dl>
    ) : (
      <p className="muted">{t(`runs.months.${state}`)}</p>
    )}
  </li>
);

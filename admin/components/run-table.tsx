import { Link } from 'react-router-dom';
import { Empty } from './empty.js';
import { count } from './lib/format.js';
import { runHref, runName } from './lib/run-info.js';
import type { RunInfo } from './lib/run-info.js';
import { session } from './lib/session.js';
import { t } from './lib/text.js';
import { Status } from './status.js';
import { Moment, Money } from './value.js';

/** What was computed, the latest first. */
export const RunTable = ({ runs }: { runs: readonly RunInfo[] }) => (
  <section className="card">
    <header>
      <h2>{t('runs.list.title')}</h2>
      <Link to="/admin/resources/runs?filters.kind=commissions">{t('panel.list.openAll')}</Link>
    </header>
    {runs.length === 0 ? (
      <Empty title={t('runs.list.empty')} hint={t('runs.list.emptyCommissions')} />
    ) : (
      <div className="table-scroll" tabIndex={0} role="region" aria-label={t('runs.list.title')}>
        <table className="rows cards">
          <thead>
            <tr>
              <th scope="col">{t('runs.column.run')}</th>
              <th scope="col">{t('panel.field.status')}</th>
              <th scope="col" className="number">
                {t('runs.column.lines')}
              </th>
              <th scope="col" className="number">
                {t('panel.field.amount')}
              </th>
              <th scope="col">{t('panel.field.requestedBy')}</th>
              <th scope="col">{t('panel.field.createdAt')}</th>
              <th scope="col">{t('panel.field.finishedAt')}</th>
            </tr>
          </thead>
          <tbody>
            {runs.map((run) => (
              <Line key={run.id} {...run} />
            ))}
          </tbody>
        </table>
      </div>
    )}
  </section>
);

const Line = (run: RunInfo) => (
  <tr>
    <td>
      <Link to={runHref(run.id)}>{runName(run)}</Link>
    </td>
    <td data-label={t('panel.field.status')}>
      <Status value={run.status} feature="runs" />
    </td>
    <td className="number" data-label={t('runs.column.lines')}>
      {run.toPost ? count(run.toPost.lines) : '–'}
    </td>
    <td className="number" data-label={t('panel.field.amount')}>
      {run.toPost ? <Money text={run.toPost.amount} currency={session.program?.currency} /> : '–'}
    </td>
    <td data-label={t('panel.field.requestedBy')}>
      {run.requestedBy ?? <span className="muted">{t('runs.asked.itself')}</span>}
    </td>
    <td data-label={t('panel.field.createdAt')}>
      <Moment iso={run.createdAt} />
    </td>
    <td data-label={t('panel.field.finishedAt')}>{run.finishedAt === null ? '–' : <Moment iso={run.finishedAt} />}</td>
  </tr>
);

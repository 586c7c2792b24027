import { Link } from 'react-router-dom';
import { useWish } from './lib/list-state.js';
import { useLoaded } from './lib/load.js';
import { runName } from './lib/run-info.js';
import type { RunWhole } from './lib/run-report.js';
import { t } from './lib/text.js';
import { RunButtons } from './run-buttons.js';
import { RunLines } from './run-lines.js';
import { RunProgress } from './run-progress.js';
import { Proof } from './run-proof.js';
import { RunReview } from './run-review.js';
import { Steps } from './run-steps.js';
import { Status } from './status.js';

/** One run over commissions: how it came about, what it computed and would post, and whether that still holds. */
export const RunPage = () => {
  const { wish } = useWish();
  const { data, fault, reload } = useLoaded<RunWhole>('/pages/commission-run', { id: wish['id'] });
  return (
    <main className="page">
      <p className="crumbs">
        <Link to="/admin/pages/commission-runs">{t('panel.page.commission-runs')}</Link>
      </p>
      {fault ? (
        <p className="alert" role="alert">
          {fault}
        </p>
      ) : null}
      {data ? <Run key={data.run.id} {...data} reload={reload} /> : <p className="muted">{t('panel.form.loading')}</p>}
    </main>
  );
};

const Run = ({ run, steps, report, verification, reload }: RunWhole & { reload(): void }) => (
  <>
    <div className="page-head">
      <h1>{runName(run)}</h1>
      <Status value={run.status} feature="runs" />
      <span className="spacer" />
      <RunButtons id={run.id} offered={run.offered.filter((name) => name !== 'verify')} done={reload} />
    </div>
    <div className="record">
      <section className="card run-body">
        <Steps run={run} steps={steps} seconds={report?.seconds ?? null} />
        <RunProgress run={run} changed={reload} />
        {run.error === null ? null : (
          <p className="alert" role="alert">
            {run.error} {t('runs.standing.failed')}
          </p>
        )}
      </section>
      {report ? (
        <>
          <RunReview run={run} report={report} />
          <RunLines key={run.status} run={run} kinds={Object.keys(report.totals.lines)} top={report.top} />
          <Proof run={run} report={report} verification={verification} reload={reload} />
        </>
      ) : null}
    </div>
  </>
);

import { Link } from 'react-router-dom';
import { Icon } from './icon.js';
import { linesOf, runHref, runName } from './lib/run-info.js';
import type { RunInfo } from './lib/run-info.js';
import { session } from './lib/session.js';
import { t } from './lib/text.js';
import { RunButtons } from './run-buttons.js';
import { RunProgress } from './run-progress.js';
import { Status } from './status.js';
import { Moment, Money } from './value.js';

/** The one run that a program has at a time, and what it waits for. */
export const UnderWay = ({ run, reload }: { run: RunInfo; reload(): void }) => (
  <section className="card run-under-way">
    <header>
      <h2>
        <Link to={runHref(run.id)}>{runName(run)}</Link>
      </h2>
      <Status value={run.status} feature="runs" />
    </header>
    <div className="run-body">
      <Standing run={run} />
      <RunProgress run={run} changed={reload} />
      <div className="run-actions">
        <Link className={`button${run.status === 'review' ? ' primary' : ''}`} to={runHref(run.id)}>
          <Icon name="Eye" />
          {t(run.status === 'review' ? 'runs.go.review' : 'runs.go.open')}
        </Link>
        <RunButtons
          id={run.id}
          offered={(run.offered ?? []).filter((name) => name === 'cancel' || name === 'resume')}
          done={reload}
        />
      </div>
    </div>
  </section>
);

function Standing({ run }: { run: RunInfo }) {
  if (run.error !== null)
    return (
      <p className="alert" role="alert">
        {run.error} {t('runs.standing.failed')}
      </p>
    );
  return (
    <p>
      {t(run.requestedBy === null ? 'runs.asked.system' : 'runs.asked.person', { who: run.requestedBy ?? '' })}{' '}
      <Moment iso={run.createdAt} />
      {run.status === 'review' && run.toPost ? <Waiting isBlocked={run.isBlocked} {...run.toPost} /> : null}
    </p>
  );
}

/** What posting would write, or why it may not. */
const Waiting = ({ isBlocked, lines, amount }: { isBlocked: boolean; lines: number; amount: string }) =>
  lines === 0 && !isBlocked ? (
    <>. {t('runs.standing.nothing')}</>
  ) : (
    <>
      {'. '}
      {t(isBlocked ? 'runs.standing.blocked' : 'runs.standing.review', { lines: linesOf(lines) })}{' '}
      <strong>
        <Money text={amount} currency={session.program?.currency} />
      </strong>
    </>
  );

import { useEffect } from 'react';
import { Link } from 'react-router-dom';
import { Empty } from './empty.js';
import { Icon } from './icon.js';
import { count } from './lib/format.js';
import { useLoaded } from './lib/load.js';
import { t } from './lib/text.js';
import { Screen } from './screen.js';
import { Status } from './status.js';
import { Tile } from './tile.js';
import { Moment, Progress } from './value.js';

interface RunInfo {
  id: number;
  kind: string;
  name: string;
  status: string;
  progress: number;
  total: number | null;
  error: string | null;
  createdAt: string;
  finishedAt: string | null;
}

interface Jobs {
  outbox: { waiting: number; failed: number; oldest: number };
  runs: RunInfo[];
}

/** Long work with its business meaning first; the alarm clock behind it is one click away. */
export const JobsPage = () => {
  const loaded = useLoaded<Jobs>('/pages/jobs');
  const { reload } = loaded;
  useEffect(() => {
    const timer = window.setInterval(reload, 3000);
    return () => window.clearInterval(timer);
  }, [reload]);
  const agendash = (
    <a className="button" href="/admin/agendash/">
      <Icon name="ExternalLink" />
      Agendash
    </a>
  );
  return (
    <Screen title={t('panel.page.jobs')} loaded={loaded} head={agendash}>
      {({ outbox, runs }) => (
        <>
          <div className="tiles">
            <Tile
              label={t('jobs.waiting')}
              value={outbox.waiting}
              kind="count"
              previous={null}
              href="/admin/resources/outbox?filters.status=waiting"
            />
            <Tile
              label={t('jobs.failed')}
              value={outbox.failed}
              kind="count"
              previous={null}
              href="/admin/resources/outbox?filters.status=failed"
            />
            <Tile label={t('jobs.oldest')} value={outbox.oldest} kind="count" previous={null} href={null} />
          </div>
          <Runs runs={runs} />
        </>
      )}
    </Screen>
  );
};

const Runs = ({ runs }: { runs: readonly RunInfo[] }) => (
  <section className="card">
    <header>
      <h2>{t('runs.list.title')}</h2>
      <Link to="/admin/resources/runs">{t('panel.list.openAll')}</Link>
    </header>
    {runs.length === 0 ? <Empty title={t('runs.list.empty')} hint={t('runs.list.emptyHint')} /> : null}
    {runs.map(({ id, ...run }) => (
      <Run key={id} id={id} {...run} />
    ))}
  </section>
);

const Run = ({ id, kind, name, status, progress, total, error, createdAt }: RunInfo) => (
  <div className="check-line">
    <Status value={status} feature="runs" />
    <div className="grow">
      <Link to={`/admin/resources/runs/records/${String(id)}/show`}>{t([`runs.kind.${kind}`, kind])}</Link>{' '}
      <code className="muted">{name}</code>
      {error ? <div className="negative">{error}</div> : null}
    </div>
    {total === null ? (
      count(progress)
    ) : (
      <Progress share={status === 'posted' ? 1 : total === 0 ? 0 : Math.min(1, progress / total)} />
    )}
    <span className="muted">
      <Moment iso={createdAt} />
    </span>
  </div>
);

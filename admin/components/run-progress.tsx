import { useEffect } from 'react';
import { count } from './lib/format.js';
import { useLiveRun } from './lib/live-run.js';
import type { RunNow } from './lib/live-run.js';
import { isMoving } from './lib/run-info.js';
import { t } from './lib/text.js';

/** How far a run is, asked for every second; when it reaches another state the screen around it is read again. */
export function RunProgress({ run, changed }: { run: RunNow & { id: number }; changed(): void }) {
  const now = useLiveRun(isMoving(run.status) ? run.id : null) ?? run;
  useEffect(() => {
    if (now.status !== run.status) changed();
  }, [now.status, run.status]);
  return isMoving(run.status) ? <Bar {...now} /> : null;
}

const Bar = ({ status, progress, total }: RunNow) => {
  const all = status === 'queued' ? 0 : (total ?? 0);
  const done = Math.min(progress, all);
  return (
    <div className="run-progress">
      <progress max={1} value={all > 0 ? done / all : undefined} aria-label={t('runs.progress.label')} />
      <p>
        {all > 0 ? (
          <>
            <strong>{Math.floor((done / all) * 100)} %</strong>{' '}
            {t(`runs.progress.${status}`, { done: count(done), total: count(all) })}
          </>
        ) : (
          t(status === 'queued' ? 'runs.progress.queued' : 'runs.progress.begins')
        )}
      </p>
    </div>
  );
};

import { useState } from 'react';
import { Icon } from './icon.js';
import { actionPath, useSending } from './lib/form.js';
import { isMoving } from './lib/run-info.js';
import type { Studio } from './lib/studio.js';
import { t } from './lib/text.js';
import { PlanComparison } from './plan-comparison.js';
import { RunProgress } from './run-progress.js';
import { Moment } from './value.js';

interface Props {
  studio: Studio;
  isChanged: boolean;
  reload(): void;
}

const choices = [1, 2, 3, 6, 12, 24];

/** Tries the version on real months without writing money, and shows what came of it. */
export function PlanTrial({ studio, isChanged, reload }: Props) {
  const { simulation, isSimulated } = studio;
  return (
    <section className="card">
      <header>
        <h2>{t('plan_studio.trial.title')}</h2>
        {simulation ? (
          <span className="muted">
            {t(isSimulated ? 'plan_studio.trial.of' : 'plan_studio.trial.ofOther')}{' '}
            <Moment iso={simulation.simulatedAt} />
          </span>
        ) : null}
      </header>
      <Ask studio={studio} isChanged={isChanged} reload={reload} />
      {simulation ? <PlanComparison simulation={simulation} isOther={!isSimulated} /> : null}
    </section>
  );
}

function Ask({ studio, isChanged, reload }: Props) {
  const [periods, setPeriods] = useState(3);
  const { isSending, message, send } = useSending();
  const { plan, run } = studio;
  const start = (): void => {
    void send(actionPath('plans', 'simulate', String(plan.id)), { input: { periods } }).then((outcome) => {
      if (outcome) reload();
    });
  };
  return (
    <div className="step">
      <p>{t('plan_studio.trial.hint')}</p>
      <div className="line">
        <Months periods={periods} set={setPeriods} />
        <button
          type="button"
          className="button primary"
          data-action="simulate"
          disabled={isChanged || isSending || (run !== null && isMoving(run.status))}
          onClick={start}
        >
          <Icon name="Activity" />
          {t('plan_studio.trial.simulate')}
        </button>
        {isChanged ? <span className="muted">{t('plan_studio.publish.unsaved')}</span> : null}
      </div>
      {run ? <UnderWay run={run} reload={reload} /> : null}
      {message ? (
        <p className="alert" role="alert">
          {message}
        </p>
      ) : null}
    </div>
  );
}

const Months = ({ periods, set }: { periods: number; set(periods: number): void }) => (
  <label>
    {t('plan_studio.trial.months')}{' '}
    <select value={periods} onChange={({ target }) => set(Number(target.value))}>
      {choices.map((one) => (
        <option key={one}>{one}</option>
      ))}
    </select>
  </label>
);

/** How far the simulation is, and a way to stop it; or why it failed. */
function UnderWay({ run, reload }: { run: NonNullable<Studio['run']>; reload(): void }) {
  const { send } = useSending();
  const stop = (): void => {
    void send(actionPath('runs', 'cancel', String(run.id)), { input: {} }).then(reload);
  };
  if (run.status === 'failed') return <p className="negative">{run.error}</p>;
  if (!isMoving(run.status)) return null;
  return (
    <div className="line">
      <RunProgress run={run} changed={reload} />
      <button type="button" className="button small" onClick={stop}>
        {t('plan_studio.trial.stop')}
      </button>
    </div>
  );
}

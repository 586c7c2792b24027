import { Icon } from './icon.js';
import type { RunInfo } from './lib/run-info.js';
import type { Step } from './lib/run-report.js';
import { t } from './lib/text.js';
import { Moment } from './value.js';

const icons: Readonly<Record<string, string>> = {
  cancelled: 'XCircle',
  failed: 'AlertTriangle',
  resumed: 'Play',
};

/** What still lies before a run. */
const ahead: Readonly<Record<string, readonly string[]>> = {
  queued: ['computing', 'review', 'posted'],
  computing: ['review', 'posted'],
  review: ['posted'],
  posting: ['posted'],
};

interface Props {
  run: RunInfo;
  steps: readonly Step[];
  seconds: number | null;
}

/** The way of a run: what happened, by whom and when, and what is still to come. */
export const Steps = ({ run, steps, seconds }: Props) => (
  <ol className="run-steps">
    {steps.map((step, index) => (
      <Done key={index} step={step} seconds={seconds} status={index === steps.length - 1 ? run.status : null} />
    ))}
    {(ahead[run.status] ?? []).map((what) => (
      <li key={what} className="ahead">
        <Icon name="Circle" />
        <strong>{t(`runs.step.${what}`)}</strong>
      </li>
    ))}
  </ol>
);

/** A step that was taken; the last one tells where the run stands. */
const Done = ({ step, seconds, status }: { step: Step; seconds: number | null; status: string | null }) => (
  <li className={status === null ? 'done' : `now ${status}`} aria-current={status === null ? undefined : 'step'}>
    <Icon name={signOf(step, status)} />
    <div>
      <strong>{t(`runs.step.${step.what}`)}</strong>
      <small>
        {step.who ?? byItself(step)} {step.at ? <Moment iso={step.at} /> : null}
        {step.what === 'computing' && seconds !== null ? ` · ${took(seconds)}` : null}
      </small>
    </div>
  </li>
);

const signOf = ({ what }: Step, status: string | null): string =>
  icons[what] ?? (status === null || status === 'posted' ? 'CheckCircle' : 'Clock');

const took = (seconds: number): string => t('runs.step.took', { seconds: seconds.toFixed(seconds < 10 ? 1 : 0) });

const nobody: Readonly<Record<string, string>> = {
  queued: 'runs.asked.itself',
  approving: 'runs.asked.itself',
  posting: 'runs.asked.itself',
  review: 'runs.step.waits',
};

const byItself = ({ what }: Step): string | null => (nobody[what] ? t(nobody[what]) : null);

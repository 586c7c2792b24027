import { useId, useState } from 'react';
import type { FormEvent } from 'react';
import { Dialog } from './dialog.js';
import { Icon } from './icon.js';
import { actionPath, useSending } from './lib/form.js';
import { month } from './lib/format.js';
import type { StudioPage, Version } from './lib/studio.js';
import { t } from './lib/text.js';
import { PaysForPeople } from './pays-for-people.js';
import { Status } from './status.js';

interface Props {
  versions: readonly Version[];
  current: number;
  open(id: string): void;
}

/** The versions of the plan side by side, the newest first. */
export const PlanVersions = ({ versions, current, open }: Props) => (
  <nav className="versions" aria-label={t('plan_studio.versions.title')}>
    {versions.map(({ id, version, status, month: from, name, paysForPeople }) => (
      <button
        key={id}
        type="button"
        className="version"
        aria-current={id === current ? 'true' : undefined}
        onClick={() => open(String(id))}
      >
        <span className="line">
          <strong>{t('plan_studio.versions.version', { version })}</strong>
          <Status value={status} feature="plans" />
        </span>
        <span>{name}</span>
        <span className="muted">{t('plan_studio.versions.from', { month: month(from) })}</span>
        {paysForPeople ? <PaysForPeople /> : null}
      </button>
    ))}
  </nav>
);

/** A new draft: the document of the version that is open, for a month that nothing is counted of yet. */
export function NewVersion({ studio, months, open }: StudioPage & { open(id: string): void }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="button primary" onClick={() => setOpen(true)} disabled={!studio}>
        <Icon name="Plus" />
        {t('plan_studio.versions.new')}
      </button>
      {isOpen && studio ? (
        <Dialog title={t('plan_studio.versions.new')} close={() => setOpen(false)}>
          <NewForm
            document={studio.plan.document}
            version={studio.plan.version}
            months={months}
            done={(id) => {
              setOpen(false);
              open(id);
            }}
          />
        </Dialog>
      ) : null}
    </>
  );
}

interface NewProps {
  document: Record<string, unknown>;
  version: number;
  months: readonly string[];
  done(id: string): void;
}

function NewForm({ document, version, months, done }: NewProps) {
  const [effectiveMonth, setMonth] = useState(months[0] ?? '');
  const { isSending, message, send } = useSending();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void send(actionPath('plans', 'draft'), { input: { effectiveMonth, document } }).then((outcome) => {
      if (outcome?.resultId) done(outcome.resultId);
    });
  };
  return (
    <form onSubmit={submit}>
      <p className="muted" style={{ marginBottom: 12 }}>
        {t('plan_studio.versions.newHint', { version })}
      </p>
      <MonthField months={months} value={effectiveMonth} set={setMonth} />
      {message ? (
        <p className="alert" role="alert">
          {message}
        </p>
      ) : null}
      <div className="dialog-actions">
        <button type="submit" className="button primary" disabled={isSending}>
          {t('plan_studio.versions.write')}
        </button>
      </div>
    </form>
  );
}

interface MonthProps {
  months: readonly string[];
  value: string;
  isOff?: boolean;
  fault?: string | undefined;
  set(month: string): void;
}

/** The month that a version begins with: its first moment, nothing else. */
export function MonthField({ months, value, isOff = false, fault, set }: MonthProps) {
  const id = useId();
  const all = months.includes(value) || value === '' ? months : [value, ...months];
  return (
    <div className="field">
      <label htmlFor={id}>{t('plan_studio.field.effectiveMonth')}</label>
      <select id={id} value={value} disabled={isOff} onChange={({ target }) => set(target.value)}>
        {all.map((one) => (
          <option key={one} value={one}>
            {month(one)}
          </option>
        ))}
      </select>
      {fault ? <span className="fault">{fault}</span> : null}
    </div>
  );
}

import { useId, useState } from 'react';
import type { FormEvent } from 'react';
import { Dialog } from './dialog.js';
import { Icon } from './icon.js';
import { actionPath, useSending } from './lib/form.js';
import { month } from './lib/format.js';
import type { Studio } from './lib/studio.js';
import { t } from './lib/text.js';
import { say } from './lib/toast.js';
import { Moment } from './value.js';

interface Props {
  studio: Studio;
  isOwner: boolean;
  isChanged: boolean;
  reload(): void;
}

/** The last step: what still stands in the way, the owner's word where one is asked for, and the button. */
export function PlanPublish({ studio, isOwner, isChanged, reload }: Props) {
  const { plan } = studio;
  return (
    <section className="card">
      <header>
        <h2>{t('plan_studio.publish.title')}</h2>
      </header>
      {plan.status === 'draft' ? (
        <PublishForm {...{ studio, isOwner, isChanged, reload }} />
      ) : (
        <Published plan={plan} from={studio.effectiveMonth} />
      )}
    </section>
  );
}

const Published = ({ plan, from }: { plan: Studio['plan']; from: string }) => (
  <div className="step">
    <p>
      {t('plan_studio.publish.holdsFrom', { month: month(from) })}{' '}
      {plan.publishedAt ? <Moment iso={plan.publishedAt} /> : null}
    </p>
    {plan.acknowledgement ? (
      <blockquote>
        {plan.acknowledgement} <span className="muted">{t('plan_studio.publish.ownersWord')}</span>
      </blockquote>
    ) : null}
  </div>
);

/** What has to be done first, the most pressing one; null when it can be published. */
function obstacle({ isSimulated, paysForPeople }: Studio, isOwner: boolean, isChanged: boolean): string | null {
  if (isChanged) return 'unsaved';
  if (!isSimulated) return 'notSimulated';
  return paysForPeople && !isOwner ? 'ownerOnly' : null;
}

function PublishForm({ studio, isOwner, isChanged, reload }: Props) {
  const [typed, setTyped] = useState('');
  const [isAsking, setAsking] = useState(false);
  const { isSending, faults, message, send } = useSending();
  const { plan, acknowledgement, effectiveMonth } = studio;
  const inTheWay = obstacle(studio, isOwner, isChanged);
  const publish = (): void => {
    const input = acknowledgement ? { acknowledgement: typed } : {};
    void send(actionPath('plans', 'publish', String(plan.id)), { input }).then((outcome) => {
      setAsking(false);
      if (!outcome) return;
      say('success', t('plan_studio.publish.done', { month: month(effectiveMonth) }));
      reload();
    });
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (acknowledgement) publish();
    else setAsking(true);
  };
  const hint = t('plan_studio.publish.hint', { month: month(effectiveMonth) });
  return (
    <form className="step" onSubmit={submit}>
      <p>{hint}</p>
      {acknowledgement && isOwner ? (
        <Acknowledgement text={acknowledgement} typed={typed} type={setTyped} fault={faults['acknowledgement']} />
      ) : null}
      <Fault message={faults['acknowledgement'] ? null : (faults['effectiveMonth'] ?? message)} />
      {inTheWay ? <p className="muted">{t(`plan_studio.publish.${inTheWay}`)}</p> : null}
      <button type="submit" className="button primary" data-action="publish" disabled={inTheWay !== null || isSending}>
        <Icon name="CheckCircle" />
        {t('plan_studio.publish.publish')}
      </button>
      {isAsking ? (
        <Sure
          version={plan.version}
          hint={hint}
          isSending={isSending}
          publish={publish}
          leave={() => setAsking(false)}
        />
      ) : null}
    </form>
  );
}

interface TypedProps {
  text: string;
  typed: string;
  fault: string | undefined;
  type(text: string): void;
}

/** The sentence that an owner types, word for word. */
function Acknowledgement({ text, typed, fault, type }: TypedProps) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{t('plan_studio.publish.type')}</label>
      <blockquote>{text}</blockquote>
      <input
        id={id}
        type="text"
        autoComplete="off"
        aria-invalid={fault !== undefined}
        aria-describedby={fault ? `${id}-fault` : undefined}
        value={typed}
        onChange={({ target }) => type(target.value)}
      />
      {fault ? (
        <span className="fault" id={`${id}-fault`} role="alert">
          {fault}
        </span>
      ) : null}
    </div>
  );
}

const Fault = ({ message }: { message: string | null }) =>
  message ? (
    <p className="alert" role="alert">
      {message}
    </p>
  ) : null;

interface SureProps {
  version: number;
  hint: string;
  isSending: boolean;
  publish(): void;
  leave(): void;
}

/** The last word where no sentence has to be typed: publishing cannot be taken back. */
const Sure = ({ version, hint, isSending, publish, leave }: SureProps) => (
  <Dialog title={t('plan_studio.publish.confirm', { version })} close={leave}>
    <p>{hint}</p>
    <div className="dialog-actions">
      <button type="button" className="button" onClick={leave}>
        {t('panel.form.cancel')}
      </button>
      <button type="button" className="button primary" disabled={isSending} onClick={publish}>
        {t('plan_studio.publish.publish')}
      </button>
    </div>
  </Dialog>
);

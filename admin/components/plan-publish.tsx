import { useId, useState } from 'react';
import type { FormEvent } from 'react';
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
  const id = useId();
  const [typed, setTyped] = useState('');
  const { isSending, faults, message, send } = useSending();
  const { plan, acknowledgement, effectiveMonth } = studio;
  const inTheWay = obstacle(studio, isOwner, isChanged);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const input = acknowledgement ? { acknowledgement: typed } : {};
    void send(actionPath('plans', 'publish', String(plan.id)), { input }).then((outcome) => {
      if (!outcome) return;
      say('success', t('plan_studio.publish.done', { month: month(effectiveMonth) }));
      reload();
    });
  };
  return (
    <form className="step" onSubmit={submit}>
      <p>{t('plan_studio.publish.hint', { month: month(effectiveMonth) })}</p>
      {acknowledgement && isOwner ? (
        <div className="field">
          <label htmlFor={id}>{t('plan_studio.publish.type')}</label>
          <blockquote>{acknowledgement}</blockquote>
          <input
            id={id}
            type="text"
            autoComplete="off"
            value={typed}
            onChange={({ target }) => setTyped(target.value)}
          />
          {faults['acknowledgement'] ? <span className="fault">{faults['acknowledgement']}</span> : null}
        </div>
      ) : null}
      {message ? (
        <p className="alert" role="alert">
          {faults['effectiveMonth'] ?? message}
        </p>
      ) : null}
      {inTheWay ? <p className="muted">{t(`plan_studio.publish.${inTheWay}`)}</p> : null}
      <button type="submit" className="button primary" data-action="publish" disabled={inTheWay !== null || isSending}>
        <Icon name="CheckCircle" />
        {t('plan_studio.publish.publish')}
      </button>
    </form>
  );
}

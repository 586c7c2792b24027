import { useState } from 'react';
import type { FormEvent } from 'react';
import { Dialog } from './dialog.js';
import { Field } from './field.js';
import { useBulk, usePrepared } from './lib/bulk.js';
import type { Result } from './lib/bulk.js';
import { initialDraft, inputOf } from './lib/form.js';
import type { Draft, FormInfo } from './lib/form.js';
import { count } from './lib/format.js';
import type { Selection } from './lib/list-state.js';
import type { ResourceInfo } from './lib/session.js';
import { label, t } from './lib/text.js';

interface Props {
  info: ResourceInfo;
  action: string;
  selection: Selection;
  wish: Readonly<Record<string, string>>;
  close(): void;
  done(): void;
}

/** One command over many rows, with how far it has come and what happened to each. */
export function BulkDialog({ info, action, selection, wish, close, done }: Props) {
  const path = `/resources/${info.id}/actions/${action}Selected`;
  const { prepared, fault } = usePrepared(path, selection, wish);
  return (
    <Dialog title={label(info.id, 'action', action)} close={close}>
      {fault ? <Alert text={fault} /> : null}
      {prepared ? <Work {...{ info, action, path, close, done }} {...prepared} /> : null}
    </Dialog>
  );
}

type WorkProps = Pick<Props, 'info' | 'action' | 'close' | 'done'> & {
  path: string;
  form: FormInfo;
  ids: string[];
  isTogether: boolean;
};

function Work({ info, action, path, form, ids, isTogether, close, done }: WorkProps) {
  const [draft, setDraft] = useState<Draft>(() => initialDraft(form));
  const { results, fault, state, run } = useBulk(path, { ids, isTogether });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void run(inputOf(form.fields, draft)).then(done);
  };
  if (state !== 'asking')
    return <Progress results={results} total={ids.length} isOver={state === 'over'} close={close} />;
  return (
    <form onSubmit={submit}>
      <p style={{ marginBottom: 12 }}>{t('panel.bulk.rows', { count: count(ids.length) })}</p>
      {form.fields.map((field) => (
        <Field
          key={field.name}
          feature={info.id}
          field={field}
          value={draft[field.name]}
          set={(value) => setDraft((before) => ({ ...before, [field.name]: value }))}
        />
      ))}
      {fault ? <Alert text={fault} /> : null}
      <div className="dialog-actions">
        <button type="button" className="button" onClick={close}>
          {t('panel.form.cancel')}
        </button>
        <button type="submit" className="button primary" disabled={ids.length === 0}>
          {label(info.id, 'action', action)}
        </button>
      </div>
    </form>
  );
}

function Progress({
  results,
  total,
  isOver,
  close,
}: {
  results: readonly Result[];
  total: number;
  isOver: boolean;
  close(): void;
}) {
  const refused = results.filter(({ message }) => message !== null);
  const facts = { done: count(results.length - refused.length), refused: count(refused.length), count: count(total) };
  return (
    <>
      <progress max={total} value={results.length} aria-label={t('panel.bulk.progress')} />
      <p role="status">{t('panel.bulk.done', facts)}</p>
      {refused.length > 0 ? <Refusals results={refused} /> : null}
      <div className="dialog-actions">
        <button type="button" className="button primary" disabled={!isOver} onClick={close}>
          {t('panel.frame.close')}
        </button>
      </div>
    </>
  );
}

const Alert = ({ text }: { text: string }) => (
  <p className="alert" role="alert">
    {text}
  </p>
);

const Refusals = ({ results }: { results: readonly Result[] }) => (
  <ul className="timeline" aria-label={t('panel.bulk.refusals')}>
    {results.map(({ id, title, message }) => (
      <li key={id}>
        <strong>{title}</strong> <span className="muted">{message}</span>
      </li>
    ))}
  </ul>
);

import { useEffect, useState } from 'react';
import { Dialog } from './dialog.js';
import { Field } from './field.js';
import { search } from './lib/api.js';
import { get, post } from './lib/api.js';
import { initialDraft, inputOf } from './lib/form.js';
import type { Draft, FormInfo } from './lib/form.js';
import { count } from './lib/format.js';
import { filtersIn } from './lib/list-state.js';
import type { Selection } from './lib/list-state.js';
import { messageOf } from './lib/load.js';
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

interface Result {
  id: string;
  title: string;
  message: string | null;
}

const at_once = 50;

/** One command over many rows, fifty at a time, with how far it has come and what happened to each. */
export function BulkDialog({ info, action, selection, wish, close, done }: Props) {
  const path = `/resources/${info.id}/actions/${action}Selected`;
  const [form, setForm] = useState<FormInfo | null>(null);
  const [ids, setIds] = useState<string[]>([]);
  const [fault, setFault] = useState<string | null>(null);
  useEffect(() => {
    const asked = search({
      ...filtersIn(wish),
      q: wish['q'],
      ...(selection.isAll ? {} : { 'filters.id': [...selection.ids].join(',') }),
    });
    get<{ ids: string[]; form: FormInfo }>(`${path}${asked}`)
      .then((answer) => {
        setForm(answer.form);
        setIds(answer.ids);
      })
      .catch((error: unknown) => {
        setFault(messageOf(error));
      });
  }, []);
  return (
    <Dialog title={label(info.id, 'action', action)} close={close}>
      {fault ? (
        <p className="alert" role="alert">
          {fault}
        </p>
      ) : null}
      {form ? <Work info={info} action={action} path={path} form={form} ids={ids} close={close} done={done} /> : null}
    </Dialog>
  );
}

interface WorkProps extends Pick<Props, 'info' | 'action' | 'close' | 'done'> {
  path: string;
  form: FormInfo;
  ids: readonly string[];
}

function Work({ info, action, path, form, ids, close, done }: WorkProps) {
  const [draft, setDraft] = useState<Draft>(() => initialDraft(form));
  const [results, setResults] = useState<Result[]>([]);
  const [fault, setFault] = useState<string | null>(null);
  const [isRunning, setRunning] = useState(false);
  const run = async (): Promise<void> => {
    setRunning(true);
    setFault(null);
    const input = inputOf(form.fields, draft);
    try {
      for (let from = 0; from < ids.length; from += at_once) {
        const answer = await post<{ results: Result[] }>(path, { ids: ids.slice(from, from + at_once), input });
        setResults((before) => [...before, ...answer.results]);
      }
    } catch (error) {
      setFault(messageOf(error));
    }
    done();
  };
  const refused = results.filter(({ message }) => message !== null);
  const isOver = results.length > 0 && results.length >= ids.length;
  return (
    <>
      <p style={{ marginBottom: 12 }}>{t('panel.bulk.rows', { count: count(ids.length) })}</p>
      {isRunning
        ? null
        : form.fields.map((field) => (
            <Field
              key={field.name}
              feature={info.id}
              field={field}
              value={draft[field.name]}
              set={(value) => {
                setDraft((before) => ({ ...before, [field.name]: value }));
              }}
            />
          ))}
      {isRunning ? <progress max={ids.length} value={results.length} aria-label={t('panel.bulk.progress')} /> : null}
      {isRunning ? (
        <p role="status">
          {t('panel.bulk.done', {
            done: count(results.length - refused.length),
            refused: count(refused.length),
            count: count(ids.length),
          })}
        </p>
      ) : null}
      {refused.length > 0 ? <Refusals results={refused} /> : null}
      {fault ? (
        <p className="alert" role="alert">
          {fault}
        </p>
      ) : null}
      <div className="dialog-actions">
        <button type="button" className="button" onClick={close}>
          {t(isRunning ? 'panel.frame.close' : 'panel.form.cancel')}
        </button>
        {isOver || isRunning ? null : (
          <button type="button" className="button primary" disabled={ids.length === 0} onClick={() => void run()}>
            {label(info.id, 'action', action)}
          </button>
        )}
      </div>
    </>
  );
}

const Refusals = ({ results }: { results: readonly Result[] }) => (
  <ul className="timeline" aria-label={t('panel.bulk.refusals')}>
    {results.map(({ id, title, message }) => (
      <li key={id}>
        <strong>{title}</strong> <span className="muted">{message}</span>
      </li>
    ))}
  </ul>
);

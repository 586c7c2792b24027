import { useEffect, useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { Field } from './field.js';
import { initialDraft, inputOf, readForm, useSending } from './lib/form.js';
import type { Draft, FieldInfo, FormInfo, Outcome, PreviewLine } from './lib/form.js';
import { Preview } from './preview.js';
import { messageOf } from './lib/load.js';
import type { ActionInfo } from './lib/session.js';
import { label, t } from './lib/text.js';

interface Props {
  feature: string;
  name: string;
  path: string;
  look: ActionInfo['look'];
  /** What the button says, where that is more than the command's name. */
  text?: string | undefined;
  /** What is sent without asking. */
  known?: Draft | undefined;
  done(outcome: Outcome): void;
  cancel(): void;
}

/** Reads what a command asks for, lets a person fill it in and sends it; its refusals stand at their fields. */
export function CommandForm(props: Props) {
  const { path } = props;
  const [form, setForm] = useState<FormInfo | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  useEffect(() => {
    readForm(path)
      .then(({ form: read }) => {
        setForm(read);
      })
      .catch((error: unknown) => {
        setFault(messageOf(error));
      });
  }, [path]);
  if (fault) return <Alert text={fault} />;
  if (!form) return <p className="muted">{t('panel.form.loading')}</p>;
  return <FilledForm {...props} form={form} />;
}

function FilledForm({ feature, name, path, look, text, known = {}, form, done, cancel }: Props & { form: FormInfo }) {
  const fields = form.fields.filter((field) => !(field.name in known));
  const [draft, setDraft] = useState<Draft>(() => initialDraft(form));
  const { isSending, faults, message, send } = useSending();
  const preview = usePreview(path, form, draft);
  const isMarked = fields.some((field) => faultOf(faults, field, draft));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void send(path, { input: { ...inputOf(fields, draft), ...known } }).then((outcome) => {
      if (outcome) done(outcome);
    });
  };
  return (
    <form onSubmit={submit} noValidate={fields.some(({ kind }) => kind === 'reference')}>
      <Hint text={t([`${feature}.hint.${name}`, 'panel.form.none'])} />
      {fields.map((field) => (
        <Field
          key={field.name}
          feature={feature}
          field={field}
          value={draft[field.name]}
          fault={faultOf(faults, field, draft)}
          set={(value) => {
            setDraft((before) => ({ ...before, [field.name]: value }));
          }}
        />
      ))}
      {preview && preview.length > 0 ? <Preview lines={preview} /> : null}
      {message ? <Alert text={isMarked ? t('panel.form.marked') : message} /> : null}
      <Buttons>
        <button type="button" className="button" onClick={cancel}>
          {t('panel.form.cancel')}
        </button>
        <button type="submit" className={`button ${lookOf(look)}`} disabled={isSending}>
          {isSending ? t('panel.form.sending') : (text ?? label(feature, 'action', name))}
        </button>
      </Buttons>
    </form>
  );
}

/** What is wrong inside a document stands at the document, with its path; what is missing is only asked for. */
function faultOf(faults: Readonly<Record<string, string>>, { name, required }: FieldInfo, draft: Draft) {
  if (faults[name] && required && draft[name] === '') return t('panel.form.missing');
  const inside = Object.entries(faults).filter(([path]) => path.startsWith(`${name}.`));
  return (
    faults[name] ?? (inside.length > 0 ? inside.map(([path, message]) => `${path}: ${message}`).join('; ') : undefined)
  );
}

const lookOf = (look: Props['look']): string => (look === 'danger' ? 'danger' : 'primary');

const Alert = ({ text }: { text: string }) => (
  <p className="alert" role="alert">
    {text}
  </p>
);

const Hint = ({ text }: { text: string }) =>
  text ? (
    <p className="muted" style={{ marginBottom: 12 }}>
      {text}
    </p>
  ) : null;

const Buttons = ({ children }: { children: ReactNode }) => <div className="dialog-actions">{children}</div>;

/** What the command would do with what is filled in so far; asked again a moment after each change. */
function usePreview(path: string, { preview, fields }: FormInfo, draft: Draft): PreviewLine[] | null {
  const [lines, setLines] = useState(preview ?? null);
  const key = JSON.stringify(inputOf(fields, draft));
  useEffect(() => {
    if (preview === null || preview === undefined) return undefined;
    const timer = window.setTimeout(() => {
      readForm(path, JSON.parse(key) as Draft)
        .then(({ form }) => {
          setLines(form.preview ?? null);
        })
        .catch(() => {
          setLines(null);
        });
    }, 300);
    return () => {
      window.clearTimeout(timer);
    };
  }, [path, key, preview]);
  return lines;
}

import { useId } from 'react';
import type { FieldInfo } from './lib/form.js';
import { session } from './lib/session.js';
import { label, t } from './lib/text.js';
import { ReferenceInput } from './reference-input.js';

interface Props {
  feature: string;
  field: FieldInfo;
  value: unknown;
  fault?: string | undefined;
  set(value: unknown): void;
}

type InputProps = Props & { id: string; text: string; describedBy: string | undefined };

/** One field of a command, drawn from its schema, with what was wrong with it. */
export function Field(props: Props) {
  const { feature, field, value, fault } = props;
  const id = useId();
  const name = label(feature, 'field', field.name);
  const Input = inputs[field.kind] ?? TextInput;
  const isGroup = field.kind === 'many' || field.kind === 'flag';
  return (
    <div className="field" role={isGroup ? 'group' : undefined} aria-labelledby={isGroup ? `${id}-label` : undefined}>
      <label id={`${id}-label`} htmlFor={isGroup ? undefined : id}>
        {name}
        {field.required ? null : <span className="muted"> · {t('panel.form.optional')}</span>}
      </label>
      <Input {...props} id={id} text={textOf(value)} describedBy={fault ? `${id}-fault` : undefined} />
      {fault ? (
        <span className="fault" id={`${id}-fault`}>
          {fault}
        </span>
      ) : null}
    </div>
  );
}

const textOf = (value: unknown): string =>
  value === null || value === undefined
    ? ''
    : typeof value === 'object'
      ? JSON.stringify(value, null, 2)
      : String(value);

const types: Readonly<Record<string, string>> = {
  email: 'email',
  password: 'password',
  date: 'date',
  instant: 'datetime-local',
  number: 'number',
};

function TextInput({ field, id, text, describedBy, set }: InputProps) {
  return (
    <input
      id={id}
      type={types[field.kind] ?? 'text'}
      required={field.required}
      maxLength={field.max}
      min={field.min}
      autoComplete={field.kind === 'password' ? 'new-password' : 'off'}
      aria-invalid={describedBy !== undefined}
      aria-describedby={describedBy}
      value={text}
      onChange={({ target }) => {
        set(target.value);
      }}
    />
  );
}

const AmountInput = ({ field, id, text, describedBy, set }: InputProps) => (
  <span className="with-unit">
    <input
      id={id}
      inputMode="decimal"
      placeholder="0.00"
      required={field.required}
      aria-invalid={describedBy !== undefined}
      aria-describedby={describedBy}
      value={text}
      onChange={({ target }) => {
        set(target.value.trim());
      }}
    />
    <span className="muted">{session.program?.currency}</span>
  </span>
);

const LongInput = ({ field, id, text, describedBy, set }: InputProps) => (
  <textarea
    id={id}
    required={field.required}
    maxLength={field.max}
    className={field.kind === 'json' ? 'code' : undefined}
    rows={field.kind === 'json' ? 10 : 3}
    aria-invalid={describedBy !== undefined}
    aria-describedby={describedBy}
    value={text}
    onChange={({ target }) => {
      set(target.value);
    }}
  />
);

const ChoiceInput = ({ feature, field, id, text, describedBy, set }: InputProps) => (
  <select
    id={id}
    required={field.required}
    aria-invalid={describedBy !== undefined}
    value={text}
    onChange={({ target }) => {
      set(target.value);
    }}
  >
    <option value="" disabled={field.required}>
      {t('panel.form.choose')}
    </option>
    {(field.options ?? []).map((option) => (
      <option key={option} value={option}>
        {label(feature, 'value', option)}
      </option>
    ))}
  </select>
);

function ManyInput({ feature, field, value, set }: InputProps) {
  const chosen = Array.isArray(value) ? (value as string[]) : [];
  const toggle = (option: string): void => {
    set(chosen.includes(option) ? chosen.filter((one) => one !== option) : [...chosen, option]);
  };
  return (
    <div className="choices">
      {(field.options ?? []).map((option) => (
        <label key={option}>
          <input
            type="checkbox"
            checked={chosen.includes(option)}
            onChange={() => {
              toggle(option);
            }}
          />
          {label(feature, 'value', option)}
        </label>
      ))}
    </div>
  );
}

const FlagInput = ({ feature, field, value, set }: InputProps) => (
  <label className="choices">
    <input
      type="checkbox"
      checked={value === true}
      onChange={({ target }) => {
        set(target.checked);
      }}
    />
    {label(feature, 'field', field.name)}
  </label>
);

const RowInput = ({ feature, field, id, text, describedBy, set }: InputProps) => (
  <ReferenceInput
    id={id}
    name={label(feature, 'field', field.name)}
    of={field.of ?? ''}
    where={field.where}
    value={text}
    isInvalid={describedBy !== undefined}
    set={set}
  />
);

/** A text file; what is sent is its text. */
const FileInput = ({ field, id, describedBy, set }: InputProps) => (
  <input
    id={id}
    type="file"
    accept=".csv,.txt,.xml"
    required={field.required}
    aria-invalid={describedBy !== undefined}
    aria-describedby={describedBy}
    onChange={({ target }) => {
      const file = target.files?.[0];
      if (file) void file.text().then(set);
      else set('');
    }}
  />
);

const inputs: Readonly<Record<string, (props: InputProps) => React.JSX.Element>> = {
  textarea: LongInput,
  json: LongInput,
  amount: AmountInput,
  choice: ChoiceInput,
  many: ManyInput,
  flag: FlagInput,
  reference: RowInput,
  file: FileInput,
};

import type { FieldInfo } from './lib/form.js';
import { session } from './lib/session.js';
import { label, t } from './lib/text.js';
import { ReferenceInput } from './reference-input.js';

export interface InputProps {
  feature: string;
  field: FieldInfo;
  value: unknown;
  id: string;
  text: string;
  describedBy: string | undefined;
  set(value: unknown): void;
}

const types: Readonly<Record<string, string>> = {
  email: 'email',
  password: 'password',
  date: 'date',
  instant: 'datetime-local',
  number: 'number',
};

export function TextInput({ field, id, text, describedBy, set }: InputProps) {
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

/** How each kind of field is drawn; everything else is a line of text. */
export const inputs: Readonly<Record<string, (props: InputProps) => React.JSX.Element>> = {
  textarea: LongInput,
  json: LongInput,
  amount: AmountInput,
  choice: ChoiceInput,
  many: ManyInput,
  flag: FlagInput,
  reference: RowInput,
  file: FileInput,
};

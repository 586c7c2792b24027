import { useId } from 'react';
import { TextInput, inputs } from './field-inputs.js';
import type { FieldInfo } from './lib/form.js';
import { label, t } from './lib/text.js';

interface Props {
  feature: string;
  field: FieldInfo;
  value: unknown;
  fault?: string | undefined;
  set(value: unknown): void;
}

/** One field of a command, drawn from its schema, with what was wrong with it. */
export function Field(props: Props) {
  const { field, value, fault } = props;
  const id = useId();
  const Input = inputs[field.kind] ?? TextInput;
  return (
    <div className="field" {...groupOf(field, id)}>
      <Label {...props} id={id} />
      <Input {...props} id={id} text={textOf(value)} describedBy={fault ? `${id}-fault` : undefined} />
      {fault ? (
        <span className="fault" id={`${id}-fault`}>
          {fault}
        </span>
      ) : null}
    </div>
  );
}

const isGroup = ({ kind }: FieldInfo): boolean => kind === 'many' || kind === 'flag';

/** Several boxes under one name are a group to screen readers. */
const groupOf = (field: FieldInfo, id: string) =>
  isGroup(field) ? { role: 'group', 'aria-labelledby': `${id}-label` } : {};

const Label = ({ feature, field, id }: Props & { id: string }) => (
  <label id={`${id}-label`} htmlFor={isGroup(field) ? undefined : id}>
    {label(feature, 'field', field.name)}
    {field.required ? null : <span className="muted"> · {t('panel.form.optional')}</span>}
  </label>
);

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return value === null || value === undefined ? '' : JSON.stringify(value, null, 2);
}

import { useEffect, useState } from 'react';
import { basisPoints, percent, text, wholeNumber } from './lib/document.js';
import type { NodeKind, Schema } from './lib/document.js';
import { t } from './lib/text.js';

interface Props {
  id: string;
  kind: NodeKind;
  schema: Schema;
  value: unknown;
  isOff: boolean;
  describedBy?: string | undefined;
  /** What stands behind the input, such as % or the currency. */
  unit?: string;
  isNullable: boolean;
  set(value: unknown): void;
}

/** One value of a document: a tick, a choice, or a line of text with its unit. */
export function DocumentValue(props: Props) {
  if (props.kind === 'flag') return <Flag {...props} />;
  if (props.kind === 'choice') return <Choice {...props} />;
  return <Line {...props} />;
}

const Flag = ({ id, schema, value, isOff, set }: Props) => (
  <input
    id={id}
    type="checkbox"
    checked={(value ?? schema.default) === true}
    disabled={isOff}
    onChange={({ target }) => set(target.checked)}
  />
);

const Choice = ({ id, schema, value, isOff, describedBy, set }: Props) => (
  <select
    id={id}
    value={text(value ?? schema.default ?? '')}
    disabled={isOff}
    aria-invalid={describedBy !== undefined}
    aria-describedby={describedBy}
    onChange={({ target }) => set(target.value)}
  >
    {(schema.enum ?? []).map((one) => (
      <option key={one} value={one}>
        {t(`plan_studio.value.${one}`)}
      </option>
    ))}
  </select>
);

const read: Partial<Record<NodeKind, (written: string) => unknown>> = { rate: basisPoints, count: wholeNumber };
const show = (kind: NodeKind, value: unknown): string => (kind === 'rate' ? percent(value) : text(value));

/** Keeps what is being typed, so that "5." may become "5.5"; emptied, the value is left out, or null where it may be. */
function Line({ id, kind, schema, value, isOff, describedBy, unit, isNullable, set }: Props) {
  const [written, setWritten] = useState(show(kind, value));
  const valueOf = (line: string): unknown => (read[kind] ?? ((whole: string): unknown => whole))(line);
  useEffect(() => {
    setWritten((before) => (before !== '' && valueOf(before) === value ? before : show(kind, value)));
  }, [kind, value]);
  return (
    <span className="unit-input">
      <input
        id={id}
        type="text"
        inputMode={kind === 'text' ? 'text' : 'decimal'}
        className={kind === 'text' ? undefined : 'number'}
        value={written}
        placeholder={schema.default === undefined ? '' : show(kind, schema.default)}
        disabled={isOff}
        aria-invalid={describedBy !== undefined}
        aria-describedby={describedBy}
        onChange={({ target }) => {
          setWritten(target.value);
          set(target.value === '' ? (isNullable ? null : undefined) : valueOf(target.value));
        }}
      />
      {unit ? <span className="muted">{unit}</span> : null}
    </span>
  );
}

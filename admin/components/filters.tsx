import { useState } from 'react';
import type { FormEvent } from 'react';
import type { Change } from './lib/list-state.js';
import type { ColumnInfo, ResourceInfo } from './lib/session.js';
import { label, t } from './lib/text.js';
import { ReferenceInput } from './reference-input.js';

interface Props {
  info: ResourceInfo;
  filters: Readonly<Record<string, string>>;
  change(changes: Change): void;
}

interface FilterProps {
  info: ResourceInfo;
  column: ColumnInfo;
  draft: Readonly<Record<string, string | undefined>>;
  set(key: string, value: string): void;
}

/** Ranges, one-of, yes or no, text that contains, rows of another table: by the kind of each column. */
export function Filters({ info, filters, change }: Props) {
  const [draft, setDraft] = useState<Record<string, string | undefined>>({ ...filters });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    change({ ...Object.fromEntries(Object.keys(filters).map((key) => [key, undefined])), ...draft });
  };
  const set = (key: string, value: string): void => {
    setDraft((before) => ({ ...before, [key]: value }));
  };
  return (
    <form className="filters" onSubmit={submit}>
      {info.filters.map((name) => {
        const column = info.columns[name];
        return column ? <Filter key={name} info={info} column={column} draft={draft} set={set} /> : null;
      })}
      <div className="filter-actions">
        <button type="submit" className="button primary">
          {t('panel.list.apply')}
        </button>
        <button
          type="button"
          className="button"
          onClick={() => {
            change(Object.fromEntries(Object.keys(filters).map((key) => [key, undefined])));
          }}
        >
          {t('panel.list.clear')}
        </button>
      </div>
    </form>
  );
}

function Filter(props: FilterProps) {
  const { info, column } = props;
  const Input = inputs[column.values ? 'values' : column.kind] ?? TextFilter;
  return (
    <fieldset>
      <legend>{label(info.id, 'field', column.name)}</legend>
      <Input {...props} />
    </fieldset>
  );
}

const keyOf = ({ name }: ColumnInfo): string => `filters.${name}`;

function TextFilter({ info, column, draft, set }: FilterProps) {
  const key = keyOf(column);
  return (
    <input
      value={draft[key] ?? ''}
      aria-label={label(info.id, 'field', column.name)}
      onChange={({ target }) => {
        set(key, target.value);
      }}
    />
  );
}

const range = (type: string, inputMode: 'decimal' | 'numeric' | 'none' = 'none') =>
  function RangeFilter({ column, draft, set }: FilterProps) {
    return (
      <div className="range">
        {(['from', 'to'] as const).map((end) => {
          const key = `${keyOf(column)}~~${end}`;
          return (
            <input
              key={end}
              type={type}
              {...(inputMode !== 'none' && { inputMode })}
              aria-label={t(`panel.list.${end}`)}
              placeholder={t(`panel.list.${end}`)}
              value={draft[key] ?? ''}
              onChange={({ target }) => {
                set(key, target.value);
              }}
            />
          );
        })}
      </div>
    );
  };

function OneOf({ info, column, draft, set }: FilterProps) {
  const key = keyOf(column);
  const chosen = new Set((draft[key] ?? '').split(',').filter(Boolean));
  const toggle = (value: string): void => {
    if (!chosen.delete(value)) chosen.add(value);
    set(key, [...chosen].join(','));
  };
  return (
    <div className="choices">
      {(column.values ?? []).map((value) => (
        <label key={value}>
          <input
            type="checkbox"
            checked={chosen.has(value)}
            onChange={() => {
              toggle(value);
            }}
          />
          {label(info.id, column.kind === 'status' ? 'status' : 'value', value)}
        </label>
      ))}
    </div>
  );
}

function YesNo({ info, column, draft, set }: FilterProps) {
  const key = keyOf(column);
  return (
    <select
      value={draft[key] ?? ''}
      aria-label={label(info.id, 'field', column.name)}
      onChange={({ target }) => {
        set(key, target.value);
      }}
    >
      <option value="">{t('panel.value.any')}</option>
      <option value="true">{t('panel.value.yes')}</option>
      <option value="false">{t('panel.value.no')}</option>
    </select>
  );
}

const RowFilter = ({ info, column, draft, set }: FilterProps) => (
  <ReferenceInput
    id={`filter-${column.name}`}
    name={label(info.id, 'field', column.name)}
    of={column.of ?? ''}
    value={draft[keyOf(column)] ?? ''}
    set={(value) => {
      set(keyOf(column), value);
    }}
  />
);

const inputs: Readonly<Record<string, (props: FilterProps) => React.JSX.Element>> = {
  values: OneOf,
  flag: YesNo,
  reference: RowFilter,
  instant: range('date'),
  day: range('date'),
  money: range('text', 'decimal'),
  volume: range('text', 'decimal'),
  count: range('text', 'numeric'),
  rate: range('text', 'numeric'),
};

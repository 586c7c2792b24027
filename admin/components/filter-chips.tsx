import { Icon } from './icon.js';
import { day } from './lib/format.js';
import type { Change } from './lib/list-state.js';
import type { ColumnInfo, ResourceInfo } from './lib/session.js';
import { label, t } from './lib/text.js';

interface Props {
  info: ResourceInfo;
  filters: Readonly<Record<string, string>>;
  change(changes: Change): void;
}

/** What the list is narrowed to, each with a cross. */
export const FilterChips = ({ info, filters, change }: Props) => (
  <>
    {Object.entries(filters).map(([key, value]) => {
      const text = chipText(info, key, value);
      return (
        <span key={key} className="chip">
          {text}
          <button
            type="button"
            aria-label={t('panel.list.dropFilter', { filter: text })}
            onClick={() => {
              change({ [key]: undefined });
            }}
          >
            <Icon name="X" size={12} />
          </button>
        </span>
      );
    })}
  </>
);

function chipText(info: ResourceInfo, key: string, value: string): string {
  const [name = '', end] = key.replace('filters.', '').split('~~');
  const column = info.columns[name];
  const sign = end === 'from' ? '≥' : end === 'to' ? '≤' : ':';
  return `${label(info.id, 'field', name)}${sign === ':' ? '' : ' '}${sign} ${valueText(info, column, value)}`;
}

function valueText(info: ResourceInfo, column: ColumnInfo | undefined, value: string): string {
  if (column?.kind === 'status' || column?.kind === 'choice') {
    return value
      .split(',')
      .map((one) => label(info.id, column.kind === 'status' ? 'status' : 'value', one))
      .join(', ');
  }
  if (column?.kind === 'flag') return t(value === 'true' ? 'panel.value.yes' : 'panel.value.no');
  if (column?.kind === 'instant' && value.length === 10) return day(value);
  return column?.kind === 'reference' ? `#${value}` : value;
}

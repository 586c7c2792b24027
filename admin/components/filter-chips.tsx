import { Icon } from './icon.js';
import { day } from './lib/format.js';
import type { Change } from './lib/list-state.js';
import type { ResourceInfo } from './lib/session.js';
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

const signs: Readonly<Record<string, string>> = { from: ' ≥', to: ' ≤' };

function chipText(info: ResourceInfo, key: string, value: string): string {
  const [name = '', end = ''] = key.replace('filters.', '').split('~~');
  return `${label(info.id, 'field', name)}${signs[end] ?? ':'} ${valueText(info, name, value)}`;
}

function valueText(info: ResourceInfo, name: string, value: string): string {
  const read = texts[info.columns[name]?.kind ?? ''];
  return value
    .split(',')
    .map((one) => read?.(one, info.id) ?? one)
    .join(', ');
}

const texts: Readonly<Record<string, (value: string, feature: string) => string>> = {
  status: (value, feature) => label(feature, 'status', value),
  choice: (value, feature) => label(feature, 'value', value),
  flag: (value) => t(value === 'true' ? 'panel.value.yes' : 'panel.value.no'),
  instant: (value) => (value.length === 10 ? day(value) : value),
  reference: (value) => `#${value}`,
};

import type { Listed, Selection } from './lib/list-state.js';
import { count } from './lib/format.js';
import type { ResourceInfo } from './lib/session.js';
import { label, t } from './lib/text.js';
import { totalText } from './pages.js';

interface Props {
  info: ResourceInfo;
  listed: Listed;
  selection: Selection;
  select(selection: Selection): void;
  start(action: string): void;
}

/** How many are ticked, all that match instead, and what can be done with them. */
export const SelectionBar = ({ info, listed, selection, select, start }: Props) => (
  <div className="selection" role="region" aria-label={t('panel.list.selection')}>
    <strong>
      {selection.isAll
        ? t('panel.list.allSelected', { total: totalText(listed.meta) })
        : t('panel.list.selected', { count: count(selection.ids.size) })}
    </strong>
    {!selection.isAll && listed.meta.total > listed.records.length ? (
      <button
        type="button"
        className="button small quiet"
        onClick={() => {
          select({ ...selection, isAll: true });
        }}
      >
        {t('panel.list.selectAll', { total: totalText(listed.meta) })}
      </button>
    ) : null}
    <span className="spacer" />
    {Object.entries(info.actions)
      .filter(([, { isBulk }]) => isBulk)
      .map(([name, { look }]) => (
        <button
          key={name}
          type="button"
          className={`button small ${look}`}
          onClick={() => {
            start(name);
          }}
        >
          {label(info.id, 'action', name)}
        </button>
      ))}
    <button
      type="button"
      className="button small quiet"
      onClick={() => {
        select({ ids: new Set(), isAll: false });
      }}
    >
      {t('panel.list.selectNone')}
    </button>
  </div>
);

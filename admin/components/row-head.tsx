import { Icon } from './icon.js';
import type { Listed } from './lib/list-state.js';
import type { ColumnInfo } from './lib/session.js';
import { label, t } from './lib/text.js';
import { columnsOf, hasBulk } from './lib/table.js';
import type { RowsProps } from './lib/table.js';
import { isNumeric } from './value.js';

/** The columns' names, which sort, and the tick for the whole page. */
export const RowHead = (props: RowsProps) => (
  <thead>
    <tr>
      {hasBulk(props.info) ? <TickAll {...props} /> : null}
      {columnsOf(props.info).map((column) => (
        <Heading key={column.name} column={column} {...props} />
      ))}
      <th className="row-actions">
        <span className="unseen">{t('panel.list.actions')}</span>
      </th>
    </tr>
  </thead>
);

function TickAll({ listed, selection, select }: RowsProps) {
  const ids = listed.records.map(({ id }) => id);
  const areAll = ids.every((id) => selection.ids.has(id));
  return (
    <th className="pick">
      <input
        type="checkbox"
        aria-label={t('panel.list.selectPage')}
        checked={areAll}
        onChange={() => select({ ids: new Set(areAll ? [] : ids), isAll: false })}
      />
    </th>
  );
}

function Heading({ column, info, listed: { meta }, change }: RowsProps & { column: ColumnInfo }) {
  const name = label(info.id, 'field', column.name);
  const order = orderOf(column, meta);
  return (
    <th className={isNumeric(column) ? 'number' : undefined} aria-sort={order} scope="col">
      {column.isComputed ? (
        name
      ) : (
        <button
          type="button"
          className="sorter"
          onClick={() => change({ sortBy: column.name, direction: order === 'descending' ? 'asc' : 'desc' })}
        >
          {name}
          {order ? <Icon name={order === 'ascending' ? 'ArrowUp' : 'ArrowDown'} size={12} /> : null}
        </button>
      )}
    </th>
  );
}

function orderOf({ name }: ColumnInfo, { sortBy, direction }: Listed['meta']): 'ascending' | 'descending' | undefined {
  if (sortBy !== name) return undefined;
  return direction === 'asc' ? 'ascending' : 'descending';
}

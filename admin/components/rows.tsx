import { Link } from 'react-router-dom';
import { CommandButton } from './command-button.js';
import { Icon } from './icon.js';
import type { Change, ListRow, Listed, Selection } from './lib/list-state.js';
import type { ColumnInfo, ResourceInfo } from './lib/session.js';
import { label, t } from './lib/text.js';
import { Value, isNumeric } from './value.js';

interface Props {
  info: ResourceInfo;
  listed: Listed;
  selection: Selection;
  toggle(id: string): void;
  select(selection: Selection): void;
  change(changes: Change): void;
  reload(): void;
}

/** The table itself; on a phone each row becomes a card. */
export function Rows(props: Props) {
  const { info, listed } = props;
  if (listed.records.length === 0) return null;
  return (
    <div className="table-scroll">
      <table className="rows cards">
        <Head {...props} />
        <tbody>
          {listed.records.map((row) => (
            <Row key={row.id} {...props} row={row} columns={columnsOf(info)} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

export const columnsOf = ({ list, columns }: ResourceInfo): ColumnInfo[] =>
  list.map((name) => columns[name]).filter((column) => column !== undefined);

export const hasBulk = ({ actions }: ResourceInfo): boolean => Object.values(actions).some(({ isBulk }) => isBulk);

function Head({ info, listed, selection, select, change }: Props) {
  const ids = listed.records.map(({ id }) => id);
  const areAll = ids.every((id) => selection.ids.has(id));
  return (
    <thead>
      <tr>
        {hasBulk(info) ? (
          <th className="pick">
            <input
              type="checkbox"
              aria-label={t('panel.list.selectPage')}
              checked={areAll}
              onChange={() => {
                select({ ids: new Set(areAll ? [] : ids), isAll: false });
              }}
            />
          </th>
        ) : null}
        {columnsOf(info).map((column) => (
          <Heading key={column.name} column={column} info={info} meta={listed.meta} change={change} />
        ))}
        <th className="row-actions">
          <span className="unseen">{t('panel.list.actions')}</span>
        </th>
      </tr>
    </thead>
  );
}

type HeadingProps = Pick<Props, 'info' | 'change'> & { column: ColumnInfo; meta: Listed['meta'] };

function Heading({ column, info, meta, change }: HeadingProps) {
  const name = label(info.id, 'field', column.name);
  const isSorted = meta.sortBy === column.name;
  const next = isSorted && meta.direction === 'desc' ? 'asc' : 'desc';
  const order = isSorted ? (meta.direction === 'asc' ? 'ascending' : 'descending') : undefined;
  return (
    <th className={isNumeric(column) ? 'number' : undefined} aria-sort={order} scope="col">
      {column.isComputed ? (
        name
      ) : (
        <button
          type="button"
          className="sorter"
          onClick={() => {
            change({ sortBy: column.name, direction: next });
          }}
        >
          {name}
          {isSorted ? <Icon name={meta.direction === 'asc' ? 'ArrowUp' : 'ArrowDown'} size={12} /> : null}
        </button>
      )}
    </th>
  );
}

function Row({
  info,
  listed,
  selection,
  toggle,
  reload,
  row,
  columns,
}: Props & { row: ListRow; columns: ColumnInfo[] }) {
  const path = `/admin/resources/${info.id}/records/${row.id}/show`;
  return (
    <tr>
      {hasBulk(info) ? (
        <td className="pick">
          <input
            type="checkbox"
            aria-label={t('panel.list.selectRow', { id: row.id })}
            checked={selection.isAll || selection.ids.has(row.id)}
            onChange={() => {
              toggle(row.id);
            }}
          />
        </td>
      ) : null}
      {columns.map((column, index) => (
        <td
          key={column.name}
          className={`${isNumeric(column) ? 'number' : ''}${row.values[column.name] === null ? ' empty-value' : ''}`}
          data-label={label(info.id, 'field', column.name)}
        >
          {index === 0 && column.kind !== 'reference' ? (
            <Link to={path}>
              <Value feature={info.id} column={column} values={row.values} names={listed.names} />
            </Link>
          ) : (
            <Value feature={info.id} column={column} values={row.values} names={listed.names} />
          )}
        </td>
      ))}
      <td className="row-actions">
        <div>
          {row.actions.slice(0, 2).map((name) => {
            const action = info.actions[name];
            return action ? (
              <CommandButton
                key={name}
                resource={info.id}
                recordId={row.id}
                name={name}
                action={action}
                isSmall
                done={reload}
              />
            ) : null;
          })}
          <Link className="button small quiet" to={path} aria-label={t('panel.list.open', { id: row.id })}>
            <Icon name="ChevronRight" />
          </Link>
        </div>
      </td>
    </tr>
  );
}

import { Link } from 'react-router-dom';
import { CommandButton } from './command-button.js';
import { Icon } from './icon.js';
import type { ListRow } from './lib/list-state.js';
import type { ActionInfo, ColumnInfo } from './lib/session.js';
import { label, t } from './lib/text.js';
import { columnsOf, hasBulk } from './lib/table.js';
import type { RowsProps } from './lib/table.js';
import { Value, isNumeric } from './value.js';

type Props = RowsProps & { row: ListRow };

const pathOf = ({ info, row }: Props): string => `/admin/resources/${info.id}/records/${row.id}/show`;

/** One row: its values, the way to its page, and what is most often done with it. */
export const Row = (props: Props) => (
  <tr>
    {hasBulk(props.info) ? <Tick {...props} /> : null}
    {columnsOf(props.info).map((column, index) => (
      <Cell key={column.name} {...props} column={column} isFirst={index === 0} />
    ))}
    <Actions {...props} />
  </tr>
);

const Tick = ({ row, selection, toggle }: Props) => (
  <td className="pick">
    <input
      type="checkbox"
      aria-label={t('panel.list.selectRow', { id: row.id })}
      checked={selection.isAll || selection.ids.has(row.id)}
      onChange={() => toggle(row.id)}
    />
  </td>
);

function Cell({ column, isFirst, ...props }: Props & { column: ColumnInfo; isFirst: boolean }) {
  const { info, row, listed } = props;
  const isEmpty = (row.values[column.name] ?? null) === null;
  const value = <Value feature={info.id} column={column} values={row.values} names={listed.names} />;
  return (
    <td
      className={`${isNumeric(column) ? 'number' : ''}${isEmpty ? ' empty-value' : ''}`}
      data-label={label(info.id, 'field', column.name)}
    >
      {isFirst && isPlain(column) ? <Link to={pathOf(props)}>{value}</Link> : value}
    </td>
  );
}

/** A value with a link or a button of its own cannot stand inside a link. */
const isPlain = ({ kind }: ColumnInfo): boolean => kind !== 'reference' && kind !== 'link';

function Actions(props: Props) {
  const { info, row, reload } = props;
  return (
    <td className="row-actions">
      <div>
        {quick(row, info.actions).map(([name, action]) => (
          <CommandButton
            key={name}
            resource={info.id}
            recordId={row.id}
            name={name}
            action={action}
            isSmall
            done={reload}
          />
        ))}
        <Link className="button small quiet" to={pathOf(props)} aria-label={t('panel.list.open', { id: row.id })}>
          <Icon name="ChevronRight" />
        </Link>
      </div>
    </td>
  );
}

/** The two that a desk is about; the rest is on the record's page. */
const quick = ({ actions }: ListRow, known: Readonly<Record<string, ActionInfo>>): [string, ActionInfo][] =>
  Object.entries(known)
    .filter(([name, { look, isBulk }]) => actions.includes(name) && (look === 'primary' || isBulk))
    .slice(0, 2);

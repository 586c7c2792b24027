import type { RecordInfo } from './lib/record.js';
import type { ColumnInfo, ResourceInfo } from './lib/session.js';
import { label } from './lib/text.js';
import { Value } from './value.js';

const nothing: ReadonlySet<unknown> = new Set([null, '[]', '{}']);

/** Everything declared of one row, names beside values; documents in full. */
export const Facts = ({ info, record }: { info: ResourceInfo; record: RecordInfo }) => (
  <section className="card">
    <dl className="facts">
      {info.shown
        .map((name) => info.columns[name])
        .filter((column) => column !== undefined)
        .filter(({ name }) => info.list.includes(name) || !nothing.has(record.values[name] ?? null))
        .map((column) => (
          <Fact key={column.name} info={info} column={column} record={record} />
        ))}
    </dl>
  </section>
);

function Fact({ info, column, record }: { info: ResourceInfo; column: ColumnInfo; record: RecordInfo }) {
  const text = record.values[column.name];
  const isDocument = column.kind === 'json' && typeof text === 'string' && text.length > 2;
  return (
    <div className={isDocument ? 'wide' : undefined}>
      <dt>{label(info.id, 'field', column.name)}</dt>
      <dd>
        {isDocument ? (
          <pre className="document" tabIndex={0}>
            {JSON.stringify(JSON.parse(text), null, 2)}
          </pre>
        ) : (
          <Value feature={info.id} column={column} values={record.values} names={record.names} />
        )}
      </dd>
    </div>
  );
}

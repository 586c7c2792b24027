import { Empty } from './empty.js';
import { useLoaded } from './lib/load.js';
import type { ResourceInfo } from './lib/session.js';
import { label, t } from './lib/text.js';
import { Moment, Value } from './value.js';

interface Entry {
  id: number;
  command: string;
  at: string;
  who: string;
  before: Record<string, unknown> | null;
  after: Record<string, unknown>;
}

/** Who did what to this row and when, with every value before and after. */
export function History({ info, id }: { info: ResourceInfo; id: string }) {
  const { data, fault } = useLoaded<{ history: Entry[] }>(`/resources/${info.id}/records/${id}/history`);
  if (fault) return <p className="alert">{fault}</p>;
  if (!data) return <p className="empty">{t('panel.form.loading')}</p>;
  if (data.history.length === 0) return <Empty title={t('panel.history.empty')} hint={t('panel.history.emptyHint')} />;
  return (
    <ol className="timeline">
      {data.history.map((entry) => (
        <li key={String(entry.id)}>
          <div className="line">
            <strong>{entry.who === 'system' ? t('panel.history.system') : entry.who}</strong>
            <span>{t([`audit.command.${entry.command.replace('.', '_')}`, entry.command])}</span>
            <span className="muted">
              <Moment iso={entry.at} />
            </span>
          </div>
          <Changes info={info} entry={entry} />
        </li>
      ))}
    </ol>
  );
}

const Changes = ({ info, entry: { before, after } }: { info: ResourceInfo; entry: Entry }) => (
  <ul className="changes">
    {Object.entries(after).map(([name, value]) => (
      <li key={name}>
        <span className="muted">{label(info.id, 'field', name)}</span>
        {before ? (
          <>
            <del>
              <OneValue info={info} name={name} value={before[name]} />
            </del>
            <span aria-hidden="true">→</span>
          </>
        ) : null}
        <ins>
          <OneValue info={info} name={name} value={value} />
        </ins>
      </li>
    ))}
  </ul>
);

/** Audit values are as the row holds them: money in minor units, dates as text. */
function OneValue({ info, name, value }: { info: ResourceInfo; name: string; value: unknown }) {
  const column = info.columns[name];
  if (value === null || value === undefined) return <>–</>;
  if (!column || typeof value === 'object') return <code>{JSON.stringify(value)}</code>;
  const kind = column.kind === 'reference' ? 'id' : column.kind;
  return <Value feature={info.id} column={{ ...column, kind }} values={{ [name]: shownAs(kind, value) }} names={{}} />;
}

const shownAs = (kind: string, value: unknown): string | number | boolean =>
  kind === 'money' || kind === 'volume' ? fromMinor(String(value)) : (value as string | number | boolean);

function fromMinor(minor: string): string {
  const digits = minor.replace('-', '').padStart(3, '0');
  return `${minor.startsWith('-') ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

import { Link } from 'react-router-dom';
import { CopyButton } from './copy-button.js';
import { amount, count, day, exact, rate, relative } from './lib/format.js';
import { resourceInfo, session } from './lib/session.js';
import type { ColumnInfo } from './lib/session.js';
import { label, t } from './lib/text.js';
import { Status } from './status.js';

export type Values = Readonly<Record<string, string | number | boolean | null>>;
export type Names = Readonly<Record<string, Readonly<Record<string, string>>>>;

interface Props {
  feature: string;
  column: ColumnInfo;
  values: Values;
  names: Names;
}

const numeric = new Set(['count', 'money', 'volume', 'rate']);
export const isNumeric = ({ kind }: ColumnInfo): boolean => numeric.has(kind);

/** One value as a person reads it, by the kind of its column. */
export function Value(props: Props) {
  const value = props.values[props.column.name];
  if (value === null || value === undefined || value === '') return <span className="muted">–</span>;
  const Show = shows[props.column.kind] ?? Plain;
  return <Show {...props} value={value} />;
}

type Shown = Props & { value: string | number | boolean };

const Plain = ({ value }: Shown) => <>{String(value)}</>;

export const Money = ({ text, currency }: { text: string; currency?: string | null | undefined }) => (
  <span className={text.startsWith('-') ? 'negative' : undefined}>
    {amount(text)}
    {currency ? <span className="currency">{currency}</span> : null}
  </span>
);

/** The exact time on hover and for screen readers; the distance for the eye. */
export const Moment = ({ iso }: { iso: string }) => (
  <time dateTime={iso} title={exact(iso)}>
    {relative(iso)}
  </time>
);

function Reference({ column, value, names }: Shown) {
  const name = names[column.name]?.[String(value)];
  const target = column.of;
  if (!target || !name || !resourceInfo(target)) return <>{name ?? `#${String(value)}`}</>;
  return <Link to={`/admin/resources/${target}/records/${String(value)}/show`}>{name}</Link>;
}

function List({ feature, column, value }: Shown) {
  const items = JSON.parse(String(value)) as unknown[];
  return <>{items.map((item) => (column.values ? label(feature, 'value', String(item)) : String(item))).join(', ')}</>;
}

/** A link's code with the whole address behind a button. */
const ShareLink = ({ value }: Shown) => (
  <span className="share">
    <code>{String(value)}</code>
    <CopyButton text={`${window.location.origin}/r/${String(value)}`} isSmall />
  </span>
);

export const Progress = ({ share }: { share: number }) => (
  <span className="progress-cell">
    <progress max={1} value={share} aria-label={t('panel.bulk.progress')} />
    {Math.floor(share * 100)} %
  </span>
);

const shows: Readonly<Record<string, (shown: Shown) => React.JSX.Element>> = {
  id: ({ value }) => <span className="muted">#{String(value)}</span>,
  code: ({ value }) => <code>{String(value)}</code>,
  count: ({ value }) => <>{count(Number(value))}</>,
  money: ({ value, column, values }) => (
    <Money
      text={String(value)}
      currency={column.currency ? String(values[column.currency] ?? '') : session.program?.currency}
    />
  ),
  volume: ({ value }) => (
    <>
      {amount(String(value))}
      <span className="currency">CV</span>
    </>
  ),
  rate: ({ value }) => <>{rate(Number(value))}</>,
  status: ({ value, feature }) => <Status value={String(value)} feature={feature} />,
  choice: ({ value, feature }) => <>{label(feature, 'value', String(value))}</>,
  flag: ({ value }) => <>{t(value === true ? 'panel.value.yes' : 'panel.value.no')}</>,
  instant: ({ value }) => <Moment iso={String(value)} />,
  day: ({ value }) => <>{day(String(value))}</>,
  reference: Reference,
  list: List,
  json: ({ value }) => <code>{String(value)}</code>,
  link: ShareLink,
  progress: ({ value }) => <Progress share={Number(value) / 10_000} />,
};

import { Link } from 'react-router-dom';
import { Empty } from './empty.js';
import { day } from './lib/format.js';
import { useLoaded } from './lib/load.js';
import { runHref } from './lib/run-info.js';
import { label, t } from './lib/text.js';
import { Story } from './story.js';
import type { Piece } from './story.js';
import { Money } from './value.js';

interface Props {
  resource: string;
  id: string;
  name: string;
}

/** Tabs that only one kind of record has; their data comes from the resource's `panels`. */
export function RecordPanel({ resource, id, name }: Props) {
  const { data, fault } = useLoaded<{ panel: unknown }>(`/resources/${resource}/records/${id}/${name}`);
  const Show = panels[`${resource}.${name}`];
  if (fault) return <p className="alert">{fault}</p>;
  if (!data || !Show) return <p className="empty">{t('panel.form.loading')}</p>;
  return <Show data={data.panel} />;
}

const Why = ({ data }: { data: unknown }) => <Story sentences={data as Piece[][]} />;

interface Covered {
  id: number;
  kind: string;
  earnedAt: string;
  amount: string;
}

/** The commissions that a payout paid. */
function CoveredBy({ data }: { data: unknown }) {
  const lines = data as Covered[];
  if (lines.length === 0) return <Empty title={t('payouts.covered.empty')} hint={t('payouts.covered.emptyHint')} />;
  return (
    <table className="rows">
      <tbody>
        {lines.map(({ id, kind, earnedAt, amount }) => (
          <tr key={id}>
            <td>
              <Link to={`/admin/resources/commissions/records/${String(id)}/show`}>#{id}</Link>
            </td>
            <td>{label('commissions', 'value', kind)}</td>
            <td>{day(earnedAt)}</td>
            <td className="number">
              <Money text={amount} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A run over commissions is looked at on a page of its own. */
const RunReview = ({ data }: { data: unknown }) =>
  data === null ? (
    <Empty title={t('runs.review.empty')} />
  ) : (
    <div className="story">
      <p>{t('runs.review.elsewhere')}</p>
      <p>
        <Link className="button primary" to={runHref((data as { id: number }).id)}>
          {t('runs.review.open')}
        </Link>
      </p>
    </div>
  );

const panels: Readonly<Record<string, (props: { data: unknown }) => React.JSX.Element>> = {
  'commissions.why': Why,
  'members.why': Why,
  'payouts.why': Why,
  'sales.why': Why,
  'payouts.covered': CoveredBy,
  'runs.review': RunReview,
};

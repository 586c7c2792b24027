import { Link } from 'react-router-dom';
import { day } from './lib/format.js';
import type { Line, Named } from './lib/run-report.js';
import { session } from './lib/session.js';
import { label, t } from './lib/text.js';
import { Status } from './status.js';
import { Money } from './value.js';

export const MemberLink = ({ id, name }: Named) => (
  <Link to={`/admin/resources/members/records/${String(id)}/show`}>{name}</Link>
);

const whatFor = (kind: string, level: number | null): string => {
  if (level === null) return label('commissions', 'value', kind);
  return t(kind === 'level' ? 'runs.source.onlyLevel' : 'runs.source.level', {
    kind: label('commissions', 'value', kind),
    level,
  });
};

/** What a line pays for: a level of a sale, a day's pairs, a member who came. */
export const LineSource = ({ kind, level, quantity, day: on, saleId, source }: Line) => (
  <>
    {whatFor(kind, level)}
    {' · '}
    {saleId === null ? null : (
      <Link to={`/admin/resources/sales/records/${String(saleId)}/show`}>{t('runs.source.sale', { id: saleId })}</Link>
    )}
    {on === null ? null : t('runs.source.pairs', { count: quantity, day: day(on) })}
    {source === null ? null : <MemberLink {...source} />}
  </>
);

interface Props {
  lines: readonly Line[];
  title: string;
  isPosted: boolean;
  why(line: Line): void;
}

/** Lines of a run with their names, and the way to their reasons. */
export const LineTable = ({ lines, title, isPosted, why }: Props) => (
  <div className="table-scroll" tabIndex={0} role="region" aria-label={title}>
    <table className="rows cards">
      <thead>
        <tr>
          <th scope="col" className="number">
            {t('panel.field.id')}
          </th>
          <th scope="col">{t('panel.field.memberId')}</th>
          <th scope="col">{t('runs.column.source')}</th>
          <th scope="col">{t('runs.column.state')}</th>
          <th scope="col" className="number">
            {t('runs.column.base')}
          </th>
          <th scope="col" className="number">
            {t('panel.field.amount')}
          </th>
          <th scope="col">
            <span className="unseen">{t('runs.why.line')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <Row key={line.line} line={line} isPosted={isPosted} why={why} />
        ))}
      </tbody>
    </table>
  </div>
);

/** A line that posting wrote is no longer new. */
const standingOf = ({ isHeld, state }: Line, isPosted: boolean): string => {
  if (isHeld) return 'held';
  return isPosted && (state === 'new' || state === 'missing') ? 'posted' : `line_${state}`;
};

const Row = ({ line, isPosted, why }: Pick<Props, 'isPosted' | 'why'> & { line: Line }) => (
  <tr>
    <td className="number muted" data-label={t('panel.field.id')}>
      {line.line}
    </td>
    <td data-label={t('panel.field.memberId')}>
      <MemberLink {...line.member} />
    </td>
    <td className="source" data-label={t('runs.column.source')}>
      <span>
        <LineSource {...line} />
      </span>
    </td>
    <td data-label={t('runs.column.state')}>
      <Status value={standingOf(line, isPosted)} feature="runs" />
    </td>
    <td className="number" data-label={t('runs.column.base')}>
      <Money text={line.base} />
    </td>
    <td className="number" data-label={t('panel.field.amount')}>
      <span>
        <Money text={line.amount} currency={session.program?.currency} />
        <TakenOff {...line} />
      </span>
    </td>
    <td>
      <button
        type="button"
        className="button small"
        aria-label={t('runs.why.of', { line: line.line })}
        onClick={() => why(line)}
      >
        {t('runs.why.line')}
      </button>
    </td>
  </tr>
);

const isNothing = (amount: string): boolean => amount === '0.00';

const TakenOff = ({ tax, instalment }: Line) =>
  isNothing(tax) && isNothing(instalment) ? null : (
    <small className="muted">
      {[
        ...(isNothing(tax) ? [] : [t('runs.less.tax', { amount: tax })]),
        ...(isNothing(instalment) ? [] : [t('runs.less.instalment', { amount: instalment })]),
      ].join(', ')}
    </small>
  );

import { count as counted } from './lib/format.js';
import type { DifferingLine } from './lib/run-report.js';
import { session } from './lib/session.js';
import { t } from './lib/text.js';
import { LineSource, MemberLink } from './run-line.js';
import { Money } from './value.js';

/** What stands against posting: commissions that are accrued otherwise than they were computed. */
export const Differing = ({ lines, count }: { lines: readonly DifferingLine[]; count: number }) =>
  count === 0 ? null : (
    <section className="card">
      <header>
        <h2>{t('runs.differing.title', { count: counted(count) })}</h2>
      </header>
      <p className="alert card-note" role="alert">
        {t('runs.differing.hint')}
      </p>
      <div
        className="table-scroll"
        tabIndex={0}
        role="region"
        aria-label={t('runs.differing.title', { count: counted(count) })}
      >
        <table className="rows">
          <thead>
            <tr>
              <th scope="col">{t('panel.field.memberId')}</th>
              <th scope="col">{t('runs.column.source')}</th>
              <th scope="col" className="number">
                {t('runs.column.accrued')}
              </th>
              <th scope="col" className="number">
                {t('runs.column.computed')}
              </th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <Row key={line.line} {...line} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );

const Row = (line: DifferingLine) => (
  <tr>
    <td>
      <MemberLink {...line.member} />
    </td>
    <td className="source">
      <LineSource {...line} />
    </td>
    <td className="number">
      {line.accrued ? (
        <>
          <Money text={line.accrued.amount} currency={session.program?.currency} />
          {line.accrued.member && line.accrued.member.id !== line.member.id ? (
            <small className="muted">{line.accrued.member.name}</small>
          ) : null}
        </>
      ) : (
        '–'
      )}
    </td>
    <td className="number">
      <Money text={line.amount} currency={session.program?.currency} />
    </td>
  </tr>
);

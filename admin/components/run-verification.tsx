import { Empty } from './empty.js';
import { Icon } from './icon.js';
import { count } from './lib/format.js';
import type { RunInfo } from './lib/run-info.js';
import type { Difference, Verification } from './lib/run-report.js';
import { t } from './lib/text.js';
import { RunButton } from './run-buttons.js';
import { MemberLink } from './run-line.js';
import { RunProgress } from './run-progress.js';
import { Moment } from './value.js';

interface Props {
  run: RunInfo & { offered: string[] };
  verification: Verification | null;
  reload(): void;
}

/** Whether the run, computed again from the same facts, comes to the same: the latest answer, and a way to ask anew. */
export const RunVerification = ({ run, verification, reload }: Props) => (
  <section className="card" aria-label={t('runs.verify.title')}>
    <header>
      <h2>{t('runs.verify.title')}</h2>
      {run.offered.includes('verify') ? <RunButton name="verify" recordId={String(run.id)} done={reload} /> : null}
    </header>
    {verification ? (
      <div className="run-body">
        <p className="muted">
          {t(verification.who === null ? 'runs.asked.system' : 'runs.asked.person', { who: verification.who ?? '' })}{' '}
          <Moment iso={verification.createdAt} />
        </p>
        <RunProgress run={verification} changed={reload} />
        {verification.error === null ? null : <p className="alert">{verification.error}</p>}
        {verification.answer ? <Answer {...verification.answer} /> : null}
      </div>
    ) : (
      <Empty title={t('runs.verify.never')} hint={t('runs.verify.hint')} />
    )}
  </section>
);

const Answer = ({ isIdentical, count: found, differences }: NonNullable<Verification['answer']>) => (
  <>
    <p className={`verdict ${isIdentical ? 'good' : 'bad'}`} role="status">
      <Icon name={isIdentical ? 'CheckCircle' : 'AlertTriangle'} size={20} />
      {isIdentical ? t('runs.verify.identical') : t('runs.verify.differs', { count: count(found) })}
    </p>
    {isIdentical ? null : <Differences differences={differences} />}
  </>
);

const Differences = ({ differences }: { differences: readonly Difference[] }) => (
  <div className="table-scroll" tabIndex={0} role="region" aria-label={t('runs.verify.table')}>
    <table className="rows">
      <thead>
        <tr>
          <th scope="col">{t('runs.verify.where')}</th>
          <th scope="col">{t('panel.field.memberId')}</th>
          <th scope="col">{t('runs.verify.before')}</th>
          <th scope="col">{t('runs.verify.after')}</th>
        </tr>
      </thead>
      <tbody>
        {differences.map(({ table, line, member, of, before, after }, index) => (
          <tr key={index}>
            <td>
              {t(`runs.table.${table}`)}
              {line === null ? null : ` ${String(line)}`}{' '}
              <small className="muted">{Object.values(of).join(', ')}</small>
            </td>
            <td>{member ? <MemberLink {...member} /> : '–'}</td>
            <td>
              <Values of={before} />
            </td>
            <td>
              <Values of={after} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

const Values = ({ of }: { of: Record<string, string | null> | null }) =>
  of === null ? (
    <>{t('runs.verify.nothing')}</>
  ) : (
    <code>
      {Object.entries(of)
        .map(([name, value]) => `${name} ${value ?? '–'}`)
        .join(', ')}
    </code>
  );

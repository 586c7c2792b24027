import { Link } from 'react-router-dom';
import { CopyButton } from './copy-button.js';
import type { RunInfo } from './lib/run-info.js';
import type { Report, Verification } from './lib/run-report.js';
import { resourceInfo } from './lib/session.js';
import { t } from './lib/text.js';
import { PaysForPeople } from './pays-for-people.js';
import { Moment } from './value.js';
import { RunVerification } from './run-verification.js';

interface Props {
  run: RunInfo & { offered: string[] };
  report: Report;
  verification: Verification | null;
  reload(): void;
}

/** By which rules a run computed, the hashes of what went in and came out, and whether it still comes out the same. */
export const Proof = ({ run, report, verification, reload }: Props) => (
  <div className="boards">
    <RunVerification run={run} verification={verification} reload={reload} />
    <section className="card">
      <header>
        <h2>{t('runs.proof.title')}</h2>
        {report.certificate ? <CopyButton text={JSON.stringify(report.certificate, null, 2)} /> : null}
      </header>
      <dl className="hashes">
        <div>
          <dt>{t('runs.proof.plans')}</dt>
          <dd>
            {report.plans.map((plan) => (
              <PlanUsed key={plan.id} {...plan} />
            ))}
          </dd>
        </div>
        {report.computedAt ? (
          <div>
            <dt>{t('runs.proof.read')}</dt>
            <dd>
              <Moment iso={report.computedAt} />
            </dd>
          </div>
        ) : null}
        {parts.map((part) =>
          report.certificate?.[part] ? <Hash key={part} part={part} hash={report.certificate[part]} /> : null,
        )}
      </dl>
    </section>
  </div>
);

/** What goes in, then what comes out. */
const parts = ['inputs', 'rules', 'network', 'standing', 'sales', 'opening', 'lines', 'days', 'members'];

const Hash = ({ part, hash }: { part: string; hash: string }) => (
  <div>
    <dt>{t(`runs.part.${part}`)}</dt>
    <dd>
      <code title={hash}>{hash}</code>
    </dd>
  </div>
);

const PlanUsed = ({ id, name, version, paysForPeople }: Report['plans'][number]) => {
  const text = t('runs.proof.plan', { name, version });
  return (
    <span className="plan-used">
      {resourceInfo('plans') ? <Link to={`/admin/resources/plans/records/${String(id)}/show`}>{text}</Link> : text}
      {paysForPeople ? <PaysForPeople /> : null}
    </span>
  );
};

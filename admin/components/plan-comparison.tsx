import { Link } from 'react-router-dom';
import { Chart } from './chart.js';
import { count, month, rate } from './lib/format.js';
import { resourceInfo, session } from './lib/session.js';
import type { Pay, Simulation } from './lib/studio.js';
import { t } from './lib/text.js';
import { Tile } from './tile.js';
import { Money } from './value.js';

const word = (key: string): string => t(`plan_studio.figure.${key}`);

/** What a version would have paid beside what was in force: shares, winners and losers, caps, the largest changes. */
export function PlanComparison({ simulation, isOther }: { simulation: Simulation; isOther: boolean }) {
  const { note, total, periods, changes } = simulation;
  if (note) return <p className="empty">{note}</p>;
  return (
    <div className={isOther ? 'trial busy' : 'trial'}>
      <Tiles total={total} />
      <div className="boards">
        <Chart
          title={word('payout')}
          kind="bar"
          unit="%"
          labels={periods.map((one) => month(one.month, 'short'))}
          series={[
            { name: word('active'), values: periods.map(({ active }) => (active.payoutBp ?? 0) / 100) },
            { name: word('draft'), values: periods.map(({ draft }) => (draft.payoutBp ?? 0) / 100) },
          ]}
        />
        <Reasons draft={total.draft} active={total.active} />
      </div>
      <Periods simulation={simulation} />
      {changes.length > 0 ? <Changes changes={changes} /> : null}
      <p className="muted">
        {word('certificate')} <code>{simulation.certificate}</code>
      </p>
    </div>
  );
}

/** The figures are compared with what the versions in force pay for the same facts. */
const inForce = 'plan_studio.against';

const Tiles = ({ total }: Pick<Simulation, 'total'>) => (
  <div className="tiles">
    <Tile
      label={word('payout')}
      value={total.draft.payoutBp ?? 0}
      kind="percent"
      previous={total.active.payoutBp}
      words={inForce}
    />
    <Tile label={word('paid')} value={total.draft.paid} kind="money" previous={total.active.paid} words={inForce} />
    <Tile label={word('winners')} value={total.winners.members} kind="count" />
    <Tile label={word('losers')} value={total.losers.members} kind="count" />
    <Tile
      label={word('breakage')}
      value={total.draft.breakage}
      kind="money"
      previous={total.active.breakage}
      words={inForce}
    />
    {total.draft.recruitedBp ? (
      <Tile
        label={word('recruited')}
        value={total.draft.recruitedBp}
        kind="percent"
        previous={total.active.recruitedBp}
        words={inForce}
      />
    ) : null}
  </div>
);

function Reasons({ draft, active }: { draft: Pay; active: Pay }) {
  const reasons = [...new Set([...Object.keys(active.membersByReason), ...Object.keys(draft.membersByReason)])];
  return (
    <Table title={word('reasons')} heads={[t('runs.column.reason'), word('active'), word('draft')]}>
      {reasons.map((reason) => (
        <tr key={reason}>
          <th scope="row">{t([`plan_studio.reason.${reason}`, reason])}</th>
          <td className="number">{count(active.membersByReason[reason] ?? 0)}</td>
          <td className="number">{count(draft.membersByReason[reason] ?? 0)}</td>
        </tr>
      ))}
      {reasons.length === 0 ? (
        <tr>
          <td colSpan={3} className="muted">
            {word('noReasons')}
          </td>
        </tr>
      ) : null}
    </Table>
  );
}

const Periods = ({ simulation: { periods } }: { simulation: Simulation }) => (
  <Table
    title={word('periods')}
    heads={[
      word('month'),
      word('sold'),
      word('accrued'),
      word('active'),
      word('draft'),
      word('winners'),
      word('losers'),
    ]}
  >
    {periods.map(({ month: name, isClosed, sold, accrued, active, draft, winners, losers }) => (
      <tr key={name}>
        <th scope="row">
          {month(name, 'short')} <span className="muted">{isClosed ? '' : word('open')}</span>
        </th>
        <td className="number">
          <Money text={sold} />
        </td>
        <td className="number">
          <Money text={accrued} />
        </td>
        <td className="number">
          <Money text={active.paid} /> {share(active)}
        </td>
        <td className="number">
          <Money text={draft.paid} /> {share(draft)}
        </td>
        <td className="number">
          {count(winners.members)} · <Money text={winners.amount} />
        </td>
        <td className="number">
          {count(losers.members)} · <Money text={losers.amount} />
        </td>
      </tr>
    ))}
  </Table>
);

const share = ({ payoutBp }: Pay) => (payoutBp === null ? null : <span className="muted">{rate(payoutBp)}</span>);

const Changes = ({ changes }: Pick<Simulation, 'changes'>) => (
  <Table title={word('changes')} heads={[word('member'), word('active'), word('draft'), word('difference')]}>
    {changes.map(({ memberId, name, before, after, difference }) => (
      <tr key={memberId}>
        <th scope="row">
          {resourceInfo('members') ? (
            <Link to={`/admin/resources/members/records/${String(memberId)}/show`}>{name}</Link>
          ) : (
            name
          )}
        </th>
        <td className="number">
          <Money text={before} />
        </td>
        <td className="number">
          <Money text={after} />
        </td>
        <td className="number">
          <Money text={difference} currency={session.program?.currency} />
        </td>
      </tr>
    ))}
  </Table>
);

const Table = ({ title, heads, children }: { title: string; heads: readonly string[]; children: React.ReactNode }) => (
  <section className="card">
    <header>
      <h2>{title}</h2>
    </header>
    <div className="table-scroll" tabIndex={0} role="region" aria-label={title}>
      <table className="rows">
        <thead>
          <tr>
            {heads.map((head, index) => (
              <th key={head} scope="col" className={index === 0 ? undefined : 'number'}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  </section>
);

import type { ReactNode } from 'react';
import { Icon } from './icon.js';
import { amount, count } from './lib/format.js';
import { useLoaded } from './lib/load.js';
import type { Named, Standing } from './lib/network.js';
import type { Placing } from './lib/placing.js';
import { label, t } from './lib/text.js';
import { SideLinks } from './side-links.js';
import { Status } from './status.js';
import { Moment } from './value.js';

interface Props {
  id: number;
  placing: Placing;
  show(id: number, lift?: number): void;
  close(): void;
}

/** What there is to know of one member, and where to read on. */
export function NetworkSide({ id, placing, show, close }: Props) {
  const { data, fault } = useLoaded<Standing>('/pages/network', { 'filters.show': 'member', id });
  return (
    <section className="card network-side" aria-label={data?.name ?? t('network.member')} aria-busy={!data}>
      <header>
        <h2>{data?.name ?? t('panel.form.loading')}</h2>
        <button type="button" className="button quiet small" aria-label={t('panel.frame.close')} onClick={close}>
          <Icon name="X" />
        </button>
      </header>
      {fault ? (
        <p className="alert" role="alert">
          {fault}
        </p>
      ) : null}
      {data ? (
        <>
          <Facts standing={data} show={show} />
          <Actions standing={data} placing={placing} show={show} />
          <SideLinks {...data} />
        </>
      ) : null}
    </section>
  );
}

type FactsProps = { standing: Standing; show: Props['show'] };

const Facts = (props: FactsProps) => (
  <dl className="side-facts">
    <About {...props} />
    <Stand {...props} />
    <Brought {...props} />
    <Carry {...props.standing} />
  </dl>
);

const About = ({ standing: { status, isDistributor, joinedAt, activatedAt, rank, title } }: FactsProps) => (
  <>
    <Fact name={t('panel.field.status')}>
      <Status value={status} feature="members" /> {isDistributor ? t('members.field.isDistributor') : ''}
    </Fact>
    <Fact name={t('members.field.joinedAt')}>
      <Moment iso={joinedAt} />
    </Fact>
    <Fact name={t('members.field.activatedAt')}>{activatedAt ? <Moment iso={activatedAt} /> : '–'}</Fact>
    <Fact name={t('network.rank')}>{rank ?? '–'}</Fact>
    <Fact name={t('network.titleEver')}>{title ?? '–'}</Fact>
  </>
);

/** Under whom, how deep, and what hangs below. */
function Stand({ standing: { parent, place, downline }, show }: FactsProps) {
  if (!place) return <Fact name={t('network.standsUnder')}>{t('network.nowhere')}</Fact>;
  return (
    <>
      <Fact name={t('network.standsUnder')}>
        <Person person={parent} show={show} />
      </Fact>
      <Fact name={t('network.level')}>{count(place.depth)}</Fact>
      <Fact name={t('network.downline')}>
        {count(downline.members)} {downline.asOf ? <Moment iso={downline.asOf} /> : null}
      </Fact>
      <Fact name={t('network.volume')}>{amount(place.volume)} CV</Fact>
    </>
  );
}

const Brought = ({ standing: { sponsor, brought }, show }: FactsProps) => (
  <>
    <Fact name={label('members', 'field', 'sponsorId')}>
      <Person person={sponsor} show={show} />
    </Fact>
    <Fact name={t('network.brought')}>{count(brought.directs)}</Fact>
    <Fact name={t('network.team')}>
      {count(Math.max(brought.members, brought.directs))} · {amount(brought.volume)} CV
    </Fact>
  </>
);

function Carry({ carry }: Pick<Standing, 'carry'>) {
  if (!carry) return null;
  const say = (carried: string): string =>
    carry.unit === 'members' ? count(Number(carried)) : `${amount(carried)} CV`;
  return (
    <>
      <Fact name={t('network.carryLeft')}>{say(carry.left)}</Fact>
      <Fact name={t('network.carryRight')}>{say(carry.right)}</Fact>
      <Fact name={t('network.pairs')}>
        {count(carry.pairs)} {carry.asOf ? <Moment iso={carry.asOf} /> : null}
      </Fact>
      <Fact name={t('network.binary')}>{t(carry.isActive ? 'panel.value.yes' : 'panel.value.no')}</Fact>
    </>
  );
}

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);

const Person = ({ person, show }: { person: Named | null; show: Props['show'] }) =>
  person ? (
    <button type="button" className="link" onClick={() => show(person.memberId)}>
      {person.name}
    </button>
  ) : (
    <>–</>
  );

function Actions({ standing, placing, show }: Omit<Props, 'id' | 'close'> & { standing: Standing }) {
  const { memberId, name, place, entry } = standing;
  return (
    <div className="side-actions">
      {place ? (
        <button type="button" className="button small" onClick={() => show(memberId, 0)}>
          <Icon name="CornerDownRight" />
          {t('network.fromHere')}
        </button>
      ) : null}
      {place && placing.canMove ? (
        <button
          type="button"
          className="button small danger"
          onClick={() => placing.carry({ memberId, name, entryId: null })}
        >
          <Icon name="Move" />
          {t('network.move')}
        </button>
      ) : null}
      {entry !== null && placing.canPlace ? (
        <button
          type="button"
          className="button small primary"
          onClick={() => placing.carry({ memberId, name, entryId: entry })}
        >
          {t('network.place')}
        </button>
      ) : null}
    </div>
  );
}

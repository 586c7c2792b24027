import { useEffect, useState } from 'react';
import { Empty } from './empty.js';
import { messageOf } from './lib/load.js';
import { readTank } from './lib/network.js';
import type { Tank, Waiting } from './lib/network.js';
import type { Placing } from './lib/placing.js';
import { t } from './lib/text.js';
import { say } from './lib/toast.js';
import { Moment } from './value.js';

interface Props {
  first: Tank;
  /** Grows when somebody left. */
  round: number;
  placing: Placing;
  choose(id: number): void;
}

/** Those who wait for a place: dragged to a free one, or picked up and put down with the keyboard. */
export function NetworkTank({ first, round, placing, choose }: Props) {
  const [tank, setTank] = useState(first);
  const read = (after?: number): void => {
    readTank(after)
      .then((next) => setTank(after === undefined ? next : { ...next, data: [...tank.data, ...next.data] }))
      .catch((error: unknown) => say('error', messageOf(error)));
  };
  useEffect(() => setTank(first), [first]);
  useEffect(() => {
    if (round > 0) read();
  }, [round]);
  return (
    <section className="card network-tank">
      <header>
        <h2>{t('network.tank')}</h2>
      </header>
      {tank.data.length === 0 ? <Empty title={t('network.tankEmpty')} /> : null}
      <ul>
        {tank.data.map((one) => (
          <WaitingItem key={one.entryId} one={one} placing={placing} choose={choose} />
        ))}
      </ul>
      {tank.hasMore ? (
        <button type="button" className="button small" onClick={() => read(tank.data.at(-1)?.entryId)}>
          {t('network.tankMore')}
        </button>
      ) : null}
    </section>
  );
}

function WaitingItem({ one, placing, choose }: Pick<Props, 'placing' | 'choose'> & { one: Waiting }) {
  const { canPlace, carried, place, carry, putDown } = placing;
  const isCarried = carried?.entryId === one.entryId;
  return (
    <li
      className={isCarried ? 'carried' : undefined}
      draggable={canPlace}
      data-waiting={one.memberId}
      onDragStart={({ dataTransfer }) => {
        dataTransfer.setData('text/plain', one.name);
        window.setTimeout(() => carry({ ...one, isDragged: true }), 0);
      }}
      onDragEnd={({ dataTransfer }) => {
        if (dataTransfer.dropEffect === 'none' && place === null) putDown();
      }}
    >
      <div>
        <button type="button" className="link" onClick={() => choose(one.memberId)}>
          {one.name}
        </button>
        <div className="muted">
          {one.sponsor ? t('network.broughtBy', { name: one.sponsor.name }) : ''} <Moment iso={one.enteredAt} />
        </div>
      </div>
      {canPlace ? (
        <button
          type="button"
          className="button small"
          aria-pressed={isCarried}
          aria-label={t('network.pickUp', { name: one.name })}
          onClick={() => (isCarried ? putDown() : carry(one))}
        >
          {t('network.place')}
        </button>
      ) : null}
    </li>
  );
}

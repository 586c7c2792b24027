import { useEffect, useRef } from 'react';
import { Dialog } from './dialog.js';
import { Icon } from './icon.js';
import type { Carried, Place } from './lib/network.js';
import type { Placing } from './lib/placing.js';
import { t } from './lib/text.js';

/** Whom a place is being chosen for, above everything else. */
export const CarriedBar = ({ placing: { carried, putDown } }: { placing: Placing }) => (
  <div role="status" className={carried ? 'carried-bar' : 'unseen'}>
    {carried ? (
      <>
        <Icon name="Move" />
        <span className="grow">
          {t(carried.entryId === null ? 'network.moving' : 'network.placing', { name: carried.name })}
        </span>
        <button type="button" className="button small" onClick={putDown}>
          {t('network.putDown')}
        </button>
      </>
    ) : null}
  </div>
);

interface Props {
  placing: Placing;
  carried: Carried;
  place: Place;
}

/** The last word before somebody gets a place, or another one; Enter takes the harmless answer. */
export function PlacingDialog({ placing, carried, place: { parent, slot } }: Props) {
  const { isSending, fault, reconsider, confirm } = placing;
  const kind = carried.entryId === null ? 'move' : 'place';
  const looks = { move: ['alert', 'danger'], place: ['muted', 'primary'] }[kind];
  const answer = useRef<HTMLButtonElement>(null);
  useEffect(() => answer.current?.focus(), []);
  const facts = { name: carried.name, parent: parent.name, number: slot + 1 };
  return (
    <Dialog title={t(`network.${kind}Title`, facts)} close={reconsider}>
      <p>{t(`network.${kind}Here`, facts)}</p>
      <p className={looks[0]} style={{ marginTop: 8 }}>
        {t(`network.${kind}Warning`)}
      </p>
      {fault ? (
        <p className="alert" role="alert" style={{ marginTop: 8 }}>
          {fault}
        </p>
      ) : null}
      <div className="dialog-actions">
        <button type="button" className="button" ref={kind === 'move' ? answer : null} onClick={reconsider}>
          {t('network.reconsider')}
        </button>
        <button
          type="button"
          className={`button ${looks[1] ?? ''}`}
          disabled={isSending}
          ref={kind === 'place' ? answer : null}
          onClick={confirm}
        >
          {t(`network.${kind}Now`)}
        </button>
      </div>
    </Dialog>
  );
}

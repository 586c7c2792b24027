import { useEffect, useState } from 'react';
import { Refused, post } from './api.js';
import { messageOf } from './load.js';
import type { Carried, Place } from './network.js';
import type { Picture } from './picture.js';
import { resourceInfo } from './session.js';
import { t } from './text.js';
import { say } from './toast.js';

/** Choosing a place for somebody: whom, where, and the last word before it is done. */
export interface Placing {
  carried: Carried | null;
  place: Place | null;
  isSending: boolean;
  fault: string | null;
  canPlace: boolean;
  canMove: boolean;
  carry(carried: Carried): void;
  drop(place: Place): void;
  putDown(): void;
  /** Back to choosing a place. */
  reconsider(): void;
  confirm(): void;
}

/** What every part of the drawn tree is given. */
export interface OutlineProps {
  picture: Picture;
  placing: Placing;
  chosen: number | null;
  choose(id: number): void;
  show(id: number, lift?: number): void;
}

/** `done` learns who was placed or moved and where; `refused` that a place is no longer what it seemed. */
export function usePlacing(events: {
  done(carried: Carried, place: Place): void;
  refused(place: Place): void;
}): Placing {
  const [carried, setCarried] = useState<Carried | null>(null);
  const [place, setPlace] = useState<Place | null>(null);
  const [isSending, setSending] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const end = (): void => {
    setCarried(null);
    setPlace(null);
    setFault(null);
  };
  useEscape(carried !== null && place === null, end);
  const confirm = (): void => {
    if (!carried || !place) return;
    setSending(true);
    send(carried, place)
      .then(() => {
        say('success', t(carried.entryId === null ? 'network.moved' : 'network.placed', { name: carried.name }));
        events.done(carried, place);
        end();
      })
      .catch((error: unknown) => {
        setFault(reasonOf(error));
        events.refused(place);
      })
      .finally(() => setSending(false));
  };
  return {
    ...{ carried, place, isSending, fault, confirm },
    canPlace: 'place' in (resourceInfo('holding_tank_entries')?.actions ?? {}),
    canMove: 'move' in (resourceInfo('members')?.actions ?? {}),
    carry: setCarried,
    drop: (to) => {
      setFault(null);
      setPlace(to);
    },
    putDown: end,
    reconsider: () => setPlace(null),
  };
}

function send({ memberId, entryId }: Carried, { parent, slot }: Place): Promise<unknown> {
  const path =
    entryId === null
      ? `/resources/members/records/${String(memberId)}/move`
      : `/resources/holding_tank_entries/records/${String(entryId)}/place`;
  return post(path, { input: { parentId: parent.memberId, slot } });
}

/** What was refused, in the reader's language where it is one of the usual reasons. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Refused)) return messageOf(error);
  if (error.status === 409) return `${t('network.refused.conflict')} (${error.message})`;
  if (error.errors['parentId']) return t('network.refused.below');
  return messageOf(error);
}

function useEscape(isOn: boolean, end: () => void): void {
  useEffect(() => {
    if (!isOn) return undefined;
    const onKey = ({ key }: KeyboardEvent): void => {
      if (key === 'Escape') end();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  });
}

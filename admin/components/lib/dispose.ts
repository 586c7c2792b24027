import { useEffect, useState } from 'react';
import { useSending } from './form.js';
import type { FieldInfo } from './form.js';
import { t } from './text.js';
import { say } from './toast.js';

export interface DispositionInfo {
  key: string;
  name: string;
  hotkey: string | null;
  followUp: string;
}

/** What a disposition needs to know besides: when to call back, what was sold. */
const needs: Readonly<Record<string, FieldInfo>> = {
  call_back: { name: 'callbackAt', kind: 'instant', required: true },
  convert: { name: 'amount', kind: 'amount', required: true },
};

/** Recording how a call ended: at once, or after the one thing that the disposition asks for. */
export function useDispose(leadId: number, done: () => void) {
  const [note, setNote] = useState('');
  const [extra, setExtra] = useState('');
  const [chosen, setChosen] = useState<DispositionInfo | null>(null);
  const { send, ...sending } = useSending();
  const record = (disposition: DispositionInfo): void => {
    const input = { disposition: disposition.key, ...(note && { note }), ...extraOf(disposition, extra) };
    void send(`/resources/leads/records/${String(leadId)}/recordCall`, { input }).then((outcome) => {
      if (!outcome) return;
      say('success', t('desk.recorded', { disposition: disposition.name }));
      done();
    });
  };
  const choose = (disposition: DispositionInfo): void => {
    if (needs[disposition.followUp]) setChosen(disposition);
    else record(disposition);
  };
  const need = chosen ? needs[chosen.followUp] : undefined;
  return { note, setNote, extra, setExtra, chosen, need, choose, record, ...sending };
}

function extraOf({ followUp }: DispositionInfo, extra: string): Record<string, unknown> {
  if (followUp === 'call_back' && extra) return { callbackAt: new Date(extra).toISOString() };
  return followUp === 'convert' ? { sale: { amount: extra } } : {};
}

/** Keys count only where nobody is typing. */
export function useHotkeys(
  dispositions: readonly DispositionInfo[],
  choose: (disposition: DispositionInfo) => void,
): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const found = dispositions.find(({ hotkey }) => hotkey === event.key.toLowerCase());
      if (found && !isTyping(event) && !isShortcut(event)) choose(found);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  });
}

const isTyping = ({ target }: KeyboardEvent): boolean =>
  target instanceof HTMLElement && target.closest('input, textarea, select, dialog') !== null;

const isShortcut = ({ ctrlKey, metaKey, altKey }: KeyboardEvent): boolean => ctrlKey || metaKey || altKey;

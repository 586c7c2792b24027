import { useEffect, useState } from 'react';
import { Field } from './field.js';
import { useSending } from './lib/form.js';
import type { FieldInfo } from './lib/form.js';
import { t } from './lib/text.js';
import { say } from './lib/toast.js';

export interface DispositionInfo {
  key: string;
  name: string;
  hotkey: string | null;
  followUp: string;
}

interface Props {
  leadId: number;
  dispositions: readonly DispositionInfo[];
  done(): void;
}

/** What a disposition needs to know besides: when to call back, what was sold. */
const needs: Readonly<Record<string, FieldInfo>> = {
  call_back: { name: 'callbackAt', kind: 'instant', required: true },
  convert: { name: 'amount', kind: 'amount', required: true },
};

/** How the call ended: a click or its key records it; some ask for one thing first. */
export function Dispositions({ leadId, dispositions, done }: Props) {
  const [note, setNote] = useState('');
  const [extra, setExtra] = useState('');
  const [chosen, setChosen] = useState<DispositionInfo | null>(null);
  const { isSending, faults, message, send } = useSending();
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
  useHotkeys(dispositions, choose);
  const need = chosen ? needs[chosen.followUp] : undefined;
  return (
    <>
      <Field
        feature="leads"
        field={{ name: 'note', kind: 'textarea', required: false }}
        value={note}
        set={(value) => setNote(String(value))}
      />
      <div className="dispositions">
        {dispositions.map((one) => (
          <button
            key={one.key}
            type="button"
            className={`button${chosen?.key === one.key ? ' primary' : ''}`}
            disabled={isSending}
            onClick={() => choose(one)}
          >
            {one.name}
            {one.hotkey ? <kbd>{one.hotkey}</kbd> : null}
          </button>
        ))}
      </div>
      {chosen && need ? (
        <form
          style={{ marginTop: 16 }}
          onSubmit={(event) => {
            event.preventDefault();
            record(chosen);
          }}
        >
          <Field
            feature="leads"
            field={need}
            value={extra}
            fault={faults[need.name] ?? faults[`sale.${need.name}`]}
            set={(value) => setExtra(String(value))}
          />
          <button type="submit" className="button primary" disabled={isSending}>
            {chosen.name}
          </button>
        </form>
      ) : null}
      {message ? (
        <p className="alert" role="alert">
          {message}
        </p>
      ) : null}
    </>
  );
}

function extraOf({ followUp }: DispositionInfo, extra: string): Record<string, unknown> {
  if (followUp === 'call_back' && extra) return { callbackAt: new Date(extra).toISOString() };
  return followUp === 'convert' ? { sale: { amount: extra } } : {};
}

/** Keys count only where nobody is typing. */
function useHotkeys(dispositions: readonly DispositionInfo[], choose: (disposition: DispositionInfo) => void): void {
  useEffect(() => {
    const onKey = ({ key, target, ctrlKey, metaKey, altKey }: KeyboardEvent): void => {
      const isTyping = target instanceof HTMLElement && target.closest('input, textarea, select, dialog') !== null;
      const found = dispositions.find(({ hotkey }) => hotkey === key.toLowerCase());
      if (found && !isTyping && !ctrlKey && !metaKey && !altKey) choose(found);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  });
}

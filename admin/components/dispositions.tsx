import { Field } from './field.js';
import { useDispose, useHotkeys } from './lib/dispose.js';
import type { DispositionInfo } from './lib/dispose.js';

interface Props {
  leadId: number;
  dispositions: readonly DispositionInfo[];
  done(): void;
}

type Desk = ReturnType<typeof useDispose>;

/** How the call ended: a click or its key records it; some ask for one thing first. */
export function Dispositions({ leadId, dispositions, done }: Props) {
  const desk = useDispose(leadId, done);
  useHotkeys(dispositions, desk.choose);
  return (
    <>
      <Field
        feature="leads"
        field={{ name: 'note', kind: 'textarea', required: false }}
        value={desk.note}
        set={(value) => desk.setNote(String(value))}
      />
      <div className="dispositions">
        {dispositions.map((one) => (
          <button
            key={one.key}
            type="button"
            className={`button${desk.chosen?.key === one.key ? ' primary' : ''}`}
            disabled={desk.isSending}
            onClick={() => desk.choose(one)}
          >
            {one.name}
            {one.hotkey ? <kbd>{one.hotkey}</kbd> : null}
          </button>
        ))}
      </div>
      <AskFor {...desk} />
      {desk.message ? (
        <p className="alert" role="alert">
          {desk.message}
        </p>
      ) : null}
    </>
  );
}

function AskFor({ chosen, need, extra, setExtra, faults, isSending, record }: Desk) {
  if (!chosen || !need) return null;
  return (
    <form
      className="ask-for"
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
  );
}

import type { KeyboardEvent } from 'react';

interface Props {
  names: readonly string[];
  current: string;
  choose(name: string): void;
  labelOf(name: string): string;
}

/** Tabs as keyboards know them: arrows move, Tab leaves. */
export function Tabs({ names, current, choose, labelOf }: Props) {
  const move = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    const next = names[names.indexOf(current) + step];
    if (step === 0 || !next) return;
    choose(next);
    event.currentTarget.querySelector<HTMLElement>(`[data-tab="${next}"]`)?.focus();
  };
  return (
    <div className="tabs" role="tablist" onKeyDown={move}>
      {names.map((name) => (
        <button
          key={name}
          type="button"
          role="tab"
          data-tab={name}
          aria-selected={name === current}
          tabIndex={name === current ? 0 : -1}
          onClick={() => {
            choose(name);
          }}
        >
          {labelOf(name)}
        </button>
      ))}
    </div>
  );
}

import { addDays, today } from './lib/format.js';
import type { Change } from './lib/list-state.js';
import { t } from './lib/text.js';

export interface Range {
  from: string;
  to: string;
}

const spans = [1, 7, 30, 90] as const;

/** The asked days, both included; the last thirty unless told otherwise. Typed anew so that it fits a query string. */
export const rangeOf = (wish: Readonly<Record<string, string>>): { from: string; to: string } => ({
  from: wish['from'] ?? addDays(today(), -29),
  to: wish['to'] ?? today(),
});

/** Days in the program's time zone. */
export function RangeBar({ range, change }: { range: Range; change(changes: Change): void }) {
  return (
    <div className="range-bar" role="group" aria-label={t('panel.home.range')}>
      <div className="segments">
        {spans.map((days) => {
          const from = addDays(today(), 1 - days);
          const isOn = range.to === today() && range.from === from;
          return (
            <button
              key={days}
              type="button"
              aria-pressed={isOn}
              onClick={() => {
                change({ from, to: today() });
              }}
            >
              {days === 1 ? t('panel.home.today') : t('panel.home.days', { days })}
            </button>
          );
        })}
      </div>
      <input
        type="date"
        aria-label={t('panel.list.from')}
        value={range.from}
        max={range.to}
        onChange={({ target }) => {
          if (target.value) change({ from: target.value, to: range.to });
        }}
      />
      <input
        type="date"
        aria-label={t('panel.list.to')}
        value={range.to}
        min={range.from}
        onChange={({ target }) => {
          if (target.value) change({ from: range.from, to: target.value });
        }}
      />
    </div>
  );
}

import type { Plan } from './plan-document.js';
import type { ProgramSettings } from './program-settings.js';

/**
 * How many days lines wait before they are approved, or null where the plan holds none: they wait for a person. Lines
 * that are approved by themselves never wait shorter than a buyer may return what was sold.
 */
export function holdDays({ approval }: Plan, { refund_window_days: window }: ProgramSettings): number | null {
  const { auto, hold_days: days } = approval ?? { auto: false, hold_days: 0 };
  if (auto) return Math.max(days, window);
  return days > 0 ? days : null;
}
